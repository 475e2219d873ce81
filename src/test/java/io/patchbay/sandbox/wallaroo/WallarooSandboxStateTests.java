package io.patchbay.sandbox.wallaroo;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WallarooSandboxStateTests {

	@Test
	void resetGoesBackToTheSeedsAndKeepsTokens() {
		try (WallarooEmulator wallaroo = new WallarooEmulator()) {
			String before = wallaroo.ask("connections/list", "{}").toString();
			wallaroo.seed(10);
			wallaroo.control("{'cascadeDelete':true}");
			assertThat(wallaroo.call("connections/delete", "{\"name\":\"orders-postgres\"}")).hasStatus(204);
			wallaroo.ask("workspaces/create", "{'workspace_name':'more'}");
			wallaroo.ask("task/run_once",
					"{'orch_id':'" + WallarooUsers.id(0x0a, 1) + "','workspace_id':33,'json':{}}");
			wallaroo.sandbox().bean(WallarooSandboxState.class).reset();
			assertThat(wallaroo.ask("connections/list", "{}").toString()).isEqualTo(before);
			assertThat(wallaroo.ask("workspaces/list", "{}").path("workspaces").size()).isEqualTo(5);
			assertThat(wallaroo.ask("task/list", "{}").size()).isEqualTo(3);
			wallaroo.refused(400, "connections/delete", "{'name':'orders-postgres'}");
		}
	}

}
