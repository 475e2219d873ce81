package io.patchbay.backend;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.patchbay.connection.BackendHealth;
import io.patchbay.connection.CallContext;
import io.patchbay.connection.Connection;
import io.patchbay.connection.ConnectionBackend;
import io.patchbay.connection.Deadline;
import io.patchbay.connection.Emulated;
import io.patchbay.connection.ErrorCode;
import io.patchbay.connection.GatewayException;
import io.patchbay.connection.KeyedHash;
import io.patchbay.connection.Slice;
import io.patchbay.connection.UpstreamCredentials;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The behaviour that callers find on every platform.
 */
public abstract class AbstractBackendTests extends AbstractListTests {

	@Test
	void getAnswersTheConnection() {
		single(row(3));
		Connection connection = backend().get(id(row(3).id()), Set.of());
		assertThat(connection.id()).isEqualTo(id(row(3).id()));
		assertThat(connection.platform()).isEqualTo(factory().platform());
		assertThat(connection.name()).isEqualTo(row(3).name());
		assertThat(connection.createdAt()).isEqualTo(row(3).created());
		assertThat(connection.workspaces()).extracting((ref) -> ref.id()).containsExactly(workspace(workspaceId(0)));
	}

	@Test
	void getOfUnknownIdIsNotFound() {
		none(connectionId(9));
		assertThat(failure(() -> backend().get(id(connectionId(9)), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class)
			.hasMessageContaining(id(connectionId(9)).toString());
		assertThat(failure(() -> backend().workspacesOf(id(connectionId(9)))))
			.isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void getOfConnectionInAnotherWorkspaceThanTheAllowedIsNotFound() {
		single(row(3));
		assertThat(failure(() -> backend(workspaceId(1)).get(id(row(3).id()), Set.of())))
			.isInstanceOf(GatewayException.NotFound.class)
			.hasMessageContaining(id(row(3).id()).toString());
		assertThat(failure(() -> backend(workspaceId(1)).workspacesOf(id(row(3).id()))))
			.isInstanceOf(GatewayException.NotFound.class);
	}

	@Test
	void workspacesOfAnswersWhereAConnectionIsAttached() {
		single(row(3));
		assertThat(backend().workspacesOf(id(row(3).id()))).extracting((ref) -> ref.id())
			.containsExactly(workspace(workspaceId(0)));
	}

	@Test
	void failingGetIsNamedByWhatHappened() {
		single(row(3));
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1).willReturn(status(500)));
		assertThat(getFailure().code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1).willReturn(status(502)));
		assertThat(getFailure().code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1)
			.willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThat(getFailure().code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1).willReturn(WireMock.okJson("[")));
		assertThat(getFailure().code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1)
			.willReturn(WireMock.ok("It works").withHeader("Content-Type", "text/plain")));
		assertThat(getFailure().code()).isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@Test
	void failuresNameTheBackendAndNotWhatThePlatformWrote() {
		single(row(3));
		UPSTREAM.stubFor(getCall(row(3).id()).atPriority(1).willReturn(status(500)));
		GatewayException failure = getFailure();
		assertThat(failure.backend()).isEqualTo(name());
		assertThat(failure.getMessage()).doesNotContain("invented");
		assertThat(failure.upstream()).isEqualTo(new GatewayException.Upstream(500, null, "invented"));
	}

	@Test
	void upstreamThatCannotBeReachedIsUnavailable() {
		ConnectionBackend backend = TestBackends.create(factory(),
				TestBackends.properties(factory(), "http://127.0.0.1:1", TestBackends.token("static"), List.of()),
				settings(), this.clock);
		assertThat(failure(() -> backend.list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_UNAVAILABLE);
	}

	@Test
	void healthTellsHowTheLastCallsWent() {
		listingOf(rows(2));
		ConnectionBackend backend = backend();
		assertThat(backend.enabled()).isTrue();
		assertThat(backend.id()).isEqualTo(name());
		assertThat(backend.health().status()).isEqualTo(BackendHealth.Status.UNKNOWN);
		backend.list(first(5));
		assertThat(backend.health().status()).isEqualTo(BackendHealth.Status.HEALTHY);
		assertThat(backend.health().lastSuccess()).isEqualTo(this.clock.instant());
	}

	@Test
	void staticTokenGoesOutAndIsNotTriedTwice() {
		listingOf(rows(2));
		assertThat(ids(backend(TestBackends.token("good")).list(first(5)))).hasSize(2);
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo(authorization("good"))))).isOne();
		refuse("bad");
		ConnectionBackend backend = backend(TestBackends.token("bad"));
		assertThat(failure(() -> backend.list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo(authorization("bad"))))).isOne();
	}

	@Test
	void callersCredentialsGoOutAsTheyAre() {
		listingOf(rows(2));
		ConnectionBackend backend = backend(TestBackends.CALLER_AUTH);
		assertThat(ids(bringing("Odd  c4n4ry=", () -> backend.list(first(5))))).hasSize(2);
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo("Odd  c4n4ry=")))).isOne();
		int before = UPSTREAM.getAllServeEvents().size();
		GatewayException missing = failure(() -> backend.list(first(5)));
		assertThat(missing.code()).isEqualTo(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED);
		assertThat(missing).hasMessageContaining("'Upstream-Authorization-" + name() + "'");
		assertThat(UPSTREAM.getAllServeEvents()).hasSize(before);
	}

	@Test
	void callersRefusedCredentialsAreTheCallersConcernAlone() {
		// One of its own: a call that the test before has abandoned may reach the other
		// late.
		WireMockServer upstream = new WireMockServer(WireMockConfiguration.options().dynamicPort());
		upstream.start();
		upstream.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(status(401)));
		ConnectionBackend backend = TestBackends.create(factory(),
				TestBackends.properties(factory(), upstream.baseUrl(), TestBackends.CALLER_AUTH, List.of()), settings(),
				this.clock);
		for (int i = 0; i < 30; i++) {
			GatewayException refused = failure(() -> bringing("wrong", () -> backend.list(first(5))));
			assertThat(refused.code()).isEqualTo(ErrorCode.UPSTREAM_CREDENTIALS_REJECTED);
			assertThat(refused).hasMessageContaining("'Upstream-Authorization-" + name() + "'")
				.hasMessageNotContaining("wrong");
			assertThat(refused.backend()).isEqualTo(name());
		}
		assertThat(upstream.getAllServeEvents()).hasSizeBetween(30, 60)
			.allSatisfy((call) -> assertThat(call.getRequest().getHeader("Authorization")).isEqualTo("wrong"));
		assertThat(backend.health().status()).isEqualTo(BackendHealth.Status.HEALTHY);
		assertThat(backend.health().circuit()).isEqualTo(BackendHealth.Circuit.CLOSED);
		assertThat(backend.health().lastFailure()).isNull();
		// Not before: a call may still be under way.
		upstream.stop();
	}

	@Test
	void heldCredentialsBesideCallersAreMistakes() {
		assertThat(problems(new BackendProperties.Auth(BackendProperties.Mode.CALLER, "t", "c", "s", "u", "p", "n",
				URI.create("https://keycloak.example.com/token"), "Bearer")))
			.containsOnlyKeys("auth.token", "auth.client-id", "auth.client-secret", "auth.username", "auth.password",
					"auth.customer-name", "auth.token-uri", "auth.scheme")
			.allSatisfy((_, problem) -> assertThat(problem).contains("remove it"));
	}

	@Test
	void refusedCredentialsAreNamedSo() {
		UPSTREAM.stubFor(signInCall().willReturn(status(401)));
		GatewayException failure = failure(() -> backend(credentials()).list(first(5)));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(calls(listCall())).isZero();
	}

	@Test
	void signInThatFailsIsNotAboutTheCredentials() {
		// Not a 503: what an adapter does meanwhile would go on after this test.
		UPSTREAM.stubFor(signInCall().willReturn(status(500)));
		assertThat(failure(() -> backend(credentials()).list(first(5))).code()).isEqualTo(ErrorCode.UPSTREAM_ERROR);
		UPSTREAM.stubFor(signInCall().willReturn(WireMock.okJson("{}")));
		assertThat(failure(() -> backend(credentials()).list(first(5))).code())
			.isEqualTo(ErrorCode.UPSTREAM_INVALID_RESPONSE);
	}

	@Test
	void tokenIsRenewedOnceAfterA401() {
		listingOf(rows(2));
		signInGives("one", "two");
		refuse("one");
		assertThat(ids(backend(credentials()).list(first(5)))).hasSize(2);
		assertThat(calls(signInCall())).isEqualTo(2);
	}

	@Test
	void tokenThatIsRefusedAgainIsTheEnd() {
		listingOf(rows(2));
		signInGives("one");
		UPSTREAM.stubFor(listCall().atPriority(1).willReturn(status(401)));
		assertThat(failure(() -> backend(credentials()).list(first(5))).code())
			.isEqualTo(ErrorCode.UPSTREAM_AUTH_FAILED);
		assertThat(calls(listCall())).isEqualTo(2);
	}

	@Test
	void tokenIsKeptWhileItLivesAndRenewedBeforeItDies() {
		listingOf(rows(2));
		signInGives("one", "two");
		renewalGives("two");
		ConnectionBackend backend = backend(credentials());
		backend.list(first(5));
		this.clock.advance(tokenLifetime().dividedBy(2));
		backend.list(first(5));
		assertThat(calls(signInCall())).isOne();
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo(authorization("one"))))).isEqualTo(2);
		this.clock.advance(tokenLifetime().dividedBy(2).minusSeconds(1));
		refuse("one");
		backend.list(first(5));
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo(authorization("one"))))).isEqualTo(2);
		assertThat(calls(listCall().withHeader("Authorization", WireMock.equalTo(authorization("two"))))).isOne();
	}

	@Test
	void manyCallersShareOneSignIn() throws Exception {
		listingOf(rows(2));
		UPSTREAM.stubFor(signInCall().willReturn(WireMock.okJson(session("one")).withFixedDelay(300)));
		ConnectionBackend backend = backend(credentials());
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Slice<Connection>>> slices = new ArrayList<>();
			for (int i = 0; i < 24; i++) {
				slices.add(callers.submit(() -> backend.list(first(5))));
			}
			for (Future<Slice<Connection>> slice : slices) {
				assertThat(ids(slice.get())).hasSize(2);
			}
		}
		assertThat(calls(signInCall())).isOne();
	}

	@Test
	void slowSignInEndsWithTheDeadline() {
		UPSTREAM.stubFor(signInCall().willReturn(WireMock.okJson(session("one")).withFixedDelay(3000)));
		ConnectionBackend backend = backend(credentials());
		GatewayException failure = failure(() -> Deadline.within(Duration.ofMillis(200), () -> backend.list(first(5))));
		assertThat(failure.code()).isEqualTo(ErrorCode.UPSTREAM_TIMEOUT);
	}

	@Test
	void emulatedMethodsAreMarked() {
		Map<String, String> notes = Arrays.stream(backend().getClass().getMethods())
			.filter((method) -> method.isAnnotationPresent(Emulated.class))
			.collect(Collectors.toMap((method) -> method.getName(),
					(method) -> method.getAnnotation(Emulated.class).value()));
		assertThat(notes).containsOnlyKeys(emulated());
		assertThat(notes.values()).allSatisfy((note) -> assertThat(note).isNotBlank());
	}

	@Test
	void settingsWithoutCompleteCredentialsAreMistakes() {
		assertThat(problems(TestBackends.NO_AUTH)).isNotEmpty()
			.allSatisfy((key, problem) -> assertThat(key).startsWith("auth"));
		assertThat(problems(credentials())).isEmpty();
		assertThat(problems(TestBackends.token("static"))).isEmpty();
		assertThat(problems(TestBackends.CALLER_AUTH)).isEmpty();
	}

	private Map<String, String> problems(BackendProperties.Auth auth) {
		return TestBackends.problems(factory(),
				TestBackends.properties(factory(), baseUrl(), auth, List.of(workspaceId(0))), settings());
	}

	private <T> T bringing(String authorization, Supplier<T> work) {
		return new CallContext(null, new UpstreamCredentials(Map.of(name(), authorization), KeyedHash.with(null)))
			.call(work);
	}

	private GatewayException getFailure() {
		return failure(() -> backend().get(id(row(3).id()), Set.of()));
	}

}
