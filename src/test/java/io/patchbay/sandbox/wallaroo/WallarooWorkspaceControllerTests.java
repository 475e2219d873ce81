package io.patchbay.sandbox.wallaroo;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooWorkspaceControllerTests {

	private final WallarooEmulator wallaroo = new WallarooEmulator();

	@AfterEach
	void close() {
		this.wallaroo.close();
	}

	@Test
	void listsWorkspacesWithIntegerIds() {
		JsonNode workspaces = this.wallaroo.ask("workspaces/list", "{}").path("workspaces");
		assertThat(workspaces.size()).isEqualTo(5);
		assertThat(workspaces.at("/0/id").isInt()).isTrue();
		assertThat(workspaces.at("/0/name").stringValue()).isEqualTo("sandbox@patchbay.example - Default Workspace");
		assertThat(workspaces.at("/4/archived").booleanValue()).isTrue();
		assertThat(workspaces.at("/0/created_at").stringValue()).endsWith("+00:00");
		assertThat(workspaces.at("/0").has("members")).isFalse();
	}

	@Test
	void creatorIsAnIdOrAnAddress() {
		Set<String> creators = new HashSet<>();
		for (int i = 0; i < 2; i++) {
			creators.add(this.wallaroo.ask("workspaces/list", "{}").at("/workspaces/0/created_by").stringValue());
		}
		assertThat(creators).hasSize(2);
	}

	@Test
	void createsUnderUniqueCompliantName() {
		int id = this.wallaroo.ask("workspaces/create", "{'workspace_name':'my-ws'}").path("workspace_id").intValue();
		assertThat(id).isEqualTo(42);
		this.wallaroo.refused(400, "workspaces/create", "{'workspace_name':'my-ws'}");
		this.wallaroo.refused(400, "workspaces/create", "{'workspace_name':'my_ws.1'}");
		this.wallaroo.refused(400, "workspaces/create", "{'name':'my-ws'}");
	}

	@Test
	void addsAndRemovesUsers() {
		String call = "{'email':'colleague@patchbay.example','workspace_id':33}";
		String colleague = WallarooUsers.COLLEAGUE.id().toString();
		assertThat(this.wallaroo.ask("workspaces/add_user", call).isEmpty()).isTrue();
		assertThat(this.wallaroo.ask("workspaces/list_users", "{'workspace_id':33}").path("users").size()).isEqualTo(2);
		assertThat(this.wallaroo.ask("workspaces/list", "{'user_ids':['" + colleague + "']}").path("workspaces").size())
			.isOne();
		this.wallaroo.ask("workspaces/remove_user", call);
		assertThat(this.wallaroo.ask("workspaces/list_users", "{'workspace_id':33}").path("users").size()).isOne();
		this.wallaroo.refused(400, "workspaces/add_user", call.replace("colleague", "nobody"));
	}

}
