package io.patchbay.web;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionChange;
import io.patchbay.connection.ConnectionId;
import io.patchbay.connection.ConnectionService;
import io.patchbay.connection.DeleteOptions;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.IdempotencyStore;
import io.patchbay.connection.Platform;
import io.patchbay.connection.Settings;
import io.patchbay.security.WithSecurity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;

@WebApiTests({ ConnectionWriteController.class, ConnectionController.class })
@Import({ EntityTags.class, Idempotency.class, RenderedConnections.class })
@TestPropertySource(properties = "patchbay.max-request-size=2KB")
class ConnectionWriteControllerTests {

	private static final ConnectionId ID = ConnectionId.parse("wallaroo~a b");

	private static final Connection CONNECTION = connection("One");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private ConnectionService connections;

	@MockitoBean
	private IdempotencyStore store;

	@MockitoBean
	private Clock clock;

	@BeforeEach
	void answerAsTheModelDoes() {
		given(this.connections.get(any(), eq(ID), any())).willReturn(CONNECTION);
		given(this.connections.create(any(), any())).willReturn(CONNECTION);
		willAnswer((call) -> {
			Function<Connection, ConnectionChange> change = call.getArgument(2);
			Predicate<Connection> precondition = call.getArgument(3);
			require(precondition);
			return connection(change.apply(CONNECTION).name());
		}).given(this.connections).update(any(), eq(ID), any(), any());
		willAnswer((call) -> {
			require(call.getArgument(3));
			return null;
		}).given(this.connections).delete(any(), eq(ID), any(), any());
	}

	@Test
	void madeConnectionIsAnsweredWithItsPlaceAndTag() {
		MvcTestResult result = post("application/json", "{\"backend\":\"wallaroo\",\"name\":\"One\"}");
		assertThat(result).hasStatus(201)
			.hasHeader("Location", "/api/v1/connections/wallaroo~a%20b")
			.hasHeader("ETag", tag());
		assertThat(result).bodyJson().extractingPath("$.name").isEqualTo("One");
	}

	@Test
	void madeConnectionIsRedactedWhateverTheScopes() {
		MvcTestResult result = post("application/json", "{\"backend\":\"wallaroo\"}");
		assertThat(result).bodyText().doesNotContain("s3cret");
	}

	@Test
	void wrongBodyCostsNoCall() {
		MvcTestResult result = post("application/json", "{\"backend\":\"wallaroo\",\"nam\":1}");
		assertThat(result).hasStatus(400);
		assertThat(result).bodyJson().extractingPath("$.errors[0].pointer").isEqualTo("/nam");
		then(this.connections).shouldHaveNoInteractions();
	}

	@Test
	void answerThatIsNotAcceptedCostsNoCall() {
		MvcTestResult result = this.mvc.post()
			.uri("/api/v1/connections")
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.header("Accept", "text/csv")
			.header("Content-Type", "application/json")
			.content("{\"backend\":\"wallaroo\"}")
			.exchange();
		assertThat(result).hasStatus(406);
		then(this.connections).shouldHaveNoInteractions();
	}

	@Test
	void bodyOfAnotherTypeIsRefused() {
		assertThat(post("text/plain", "{}")).hasStatus(415);
		assertThat(patch("application/json-patch+json", "[]", null)).hasStatus(415);
		then(this.connections).shouldHaveNoInteractions();
	}

	@Test
	void bodyThatIsMissingOrTooLargeIsRefused() {
		assertThat(post("application/json", "")).hasStatus(400);
		MvcTestResult result = post("application/json", "{\"name\":\"" + "x".repeat(3000) + "\"}");
		assertThat(result).hasStatus(413);
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("payload-too-large");
	}

	@Test
	void scopeIsNeeded() {
		MvcTestResult result = this.mvc.post()
			.uri("/api/v1/connections")
			.header(WithSecurity.HEADER, WithSecurity.READER_KEY)
			.header("Content-Type", "application/json")
			.content("no json")
			.exchange();
		assertThat(result).hasStatus(403);
		assertThat(result).bodyJson().extractingPath("$.requiredScope").isEqualTo("connections:write");
	}

	@Test
	void patchIsMergedAndAnswersTheNewTag() {
		MvcTestResult result = patch("application/merge-patch+json", "{\"name\":\"Two\"}", null);
		assertThat(result).hasStatus(200).doesNotContainHeader("Location");
		assertThat(result.getResponse().getHeader("ETag")).isNotBlank().isNotEqualTo(tag());
		assertThat(result).bodyJson().extractingPath("$.name").isEqualTo("Two");
		assertThat(patch("application/json", "{\"name\":\"Two\"}", null)).hasStatus(200);
	}

	@Test
	void preconditionComparesTheStateAlone() {
		String state = tag().substring(1).split("\\.")[0];
		for (String holds : List.of("*", tag(), '"' + state + ".other\"", '"' + state + '"',
				"\"x\", \"" + state + ".y\"", "\"a\",, " + tag() + ' ')) {
			assertThat(patch("application/json", "{\"name\":\"Two\"}", holds)).as(holds).hasStatus(200);
			assertThat(delete("", holds)).as(holds).hasStatus(204);
		}
		for (String fails : List.of("\"x\"", "W/" + tag(), "\"x\", W/" + tag(), "\"*\"", "\"\"")) {
			assertThat(patch("application/json", "{\"name\":\"Two\"}", fails)).as(fails).hasStatus(412);
			assertThat(delete("", fails)).as(fails).hasStatus(412);
		}
		assertThat(this.mvc.delete()
			.uri("/api/v1/connections/{id}", ID)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.header("If-Match", "\"x\"")
			.header("If-Match", tag())).hasStatus(204);
		for (String malformed : List.of("", "x", state, "\"x", "*, \"x\"", ",")) {
			assertThat(patch("application/json", "{\"name\":\"Two\"}", malformed)).as(malformed).hasStatus(400);
		}
	}

	@Test
	void deleteTakesItsOptions() {
		assertThat(delete("?detach=true&cascade=source,destination&force=true", null)).hasStatus(204);
		ArgumentCaptor<DeleteOptions> options = ArgumentCaptor.captor();
		then(this.connections).should().delete(any(), eq(ID), options.capture(), any());
		assertThat(options.getValue()).isEqualTo(
				new DeleteOptions(true, Set.of(DeleteOptions.Cascade.SOURCE, DeleteOptions.Cascade.DESTINATION), true));
		assertThat(delete("?cascade=everything", null)).hasStatus(400);
		assertThat(delete("?detach=perhaps", null)).hasStatus(400);
	}

	@Test
	void malformedKeyIsRefused() {
		for (String key : List.of("", "two words", "x".repeat(256), "\u00e4")) {
			MvcTestResult result = this.mvc.post()
				.uri("/api/v1/connections")
				.header(WithSecurity.HEADER, WithSecurity.KEY)
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", key)
				.content("{\"backend\":\"wallaroo\"}")
				.exchange();
			assertThat(result).as(key).hasStatus(400);
		}
		then(this.connections).shouldHaveNoInteractions();
	}

	private static void require(Predicate<Connection> precondition) {
		if (!precondition.test(CONNECTION)) {
			throw new GatewayException.PreconditionFailed("It was changed.");
		}
	}

	private String tag() {
		return this.mvc.get()
			.uri("/api/v1/connections/{id}", ID)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.exchange()
			.getResponse()
			.getHeader("ETag");
	}

	private MvcTestResult post(String type, String body) {
		return this.mvc.post()
			.uri("/api/v1/connections")
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.header("Content-Type", type)
			.content(body)
			.exchange();
	}

	private MvcTestResult patch(String type, String body, String ifMatch) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.patch()
			.uri("/api/v1/connections/{id}", ID)
			.header(WithSecurity.HEADER, WithSecurity.KEY)
			.header("Content-Type", type)
			.content(body);
		return ((ifMatch != null) ? request.header("If-Match", ifMatch) : request).exchange();
	}

	private MvcTestResult delete(String query, String ifMatch) {
		MockMvcTester.MockMvcRequestBuilder request = this.mvc.delete()
			.uri(URI.create("/api/v1/connections/wallaroo~a%20b" + query))
			.header(WithSecurity.HEADER, WithSecurity.KEY);
		return ((ifMatch != null) ? request.header("If-Match", ifMatch) : request).exchange();
	}

	private static Connection connection(String name) {
		return Connection.builder(ID, new Platform("wallaroo"))
			.name(name)
			.details(new Settings(Map.of("password", "s3cret")))
			.build();
	}

}
