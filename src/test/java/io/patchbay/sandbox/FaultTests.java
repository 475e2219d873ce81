package io.patchbay.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@SandboxTest
@Import(FaultTests.Stub.class)
class FaultTests {

	private static final String REAL = "{\"data\":[{\"a\":1},{\"a\":2}]}";

	private static final String PATH = "/sandbox/airbyte/fault-stub";

	private final SandboxClient client;

	private final int port;

	private final Stub stub;

	FaultTests(@LocalServerPort int port, @Autowired Stub stub) {
		this.client = new SandboxClient(port);
		this.port = port;
		this.stub = stub;
	}

	@BeforeEach
	void lift() throws Exception {
		this.client.post("/sandbox/reset", "");
		this.stub.calls.set(0);
	}

	@Test
	void listsAndRemovesFaults() throws Exception {
		int id = fault("'kind':'status','status':418,'path':'fault-stub','method':'get'");
		fault("'kind':'drop','path':'['");
		assertThat(SandboxClient.json(this.client.get("/sandbox/faults")).path("items")).hasSize(2);
		assertThat(this.client.delete("/sandbox/faults/" + id).statusCode()).isEqualTo(204);
		assertThat(this.client.delete("/sandbox/faults/" + id).statusCode()).isEqualTo(404);
		assertThat(this.client.delete("/sandbox/faults").statusCode()).isEqualTo(204);
		assertThat(SandboxClient.json(this.client.get("/sandbox/faults")).path("items")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{", "{\"kind\":\"drop\"}", "{\"platform\":\"x\",\"kind\":\"drop\"}",
			"{\"platform\":\"*\",\"kind\":\"x\"}", "{\"platform\":\"*\",\"kind\":\"status\"}",
			"{\"platform\":\"*\",\"kind\":\"drop\",\"times\":0}", "{\"platform\":\"*\",\"kind\":\"drop\",\"time\":1}",
			"{\"platform\":\"*\",\"kind\":\"drop\",\"headers\":[]}" })
	void refusesFaultsThatMakeNoSense(String body) throws Exception {
		HttpResponse<String> response = this.client.post("/sandbox/faults", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(SandboxClient.json(response).path("message").asString()).isNotEmpty();
	}

	@Test
	void strikesAfterSomeCallsAndOnlySoOften() throws Exception {
		fault("'kind':'status','status':503,'after':1,'times':2");
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(200);
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(503);
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(503);
		assertThat(this.client.get(PATH).body()).isEqualTo(REAL);
		assertThat(this.stub.calls).hasValue(2);
	}

	@Test
	void strikesOnlyTheMethodAndPathItNames() throws Exception {
		fault("'kind':'drop','method':'POST','path':'^/fault-[a-z]+$'");
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(200);
		assertThatIOException().isThrownBy(() -> this.client.post(PATH, "{}"));
		fault("'kind':'drop','path':'elsewhere'");
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(200);
	}

	@Test
	void answersAnErrorOfTheTestersMaking() throws Exception {
		fault("'kind':'status','status':429,'headers':{'Retry-After':'7'},'body':{'hello':'you'}");
		HttpResponse<String> response = this.client.get(PATH);
		assertThat(response.statusCode()).isEqualTo(429);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
		assertThat(response.body()).isEqualTo("{\"hello\":\"you\"}");
	}

	@Test
	void answersThePlatformsOwnErrors() throws Exception {
		fault("'kind':'rate-limit','times':1");
		HttpResponse<String> limited = this.client.get(PATH);
		assertThat(limited.statusCode()).isEqualTo(429);
		assertThat(limited.headers().firstValue("Retry-After")).isEmpty();
		assertThat(limited.body()).isEqualTo("{\"message\":\"You are being rate limited.\"}");
		fault("'kind':'unauthorized','times':1");
		assertThat(this.client.get(PATH).statusCode()).isEqualTo(401);
		fault("'kind':'html-502','times':1");
		HttpResponse<String> html = this.client.get(PATH);
		assertThat(html.statusCode()).isEqualTo(502);
		assertThat(html.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
		assertThat(html.body()).startsWith("<html>");
		assertThat(this.stub.calls).hasValue(0);
	}

	@Test
	void spoilsTheRealAnswer() throws Exception {
		fault("'kind':'malformed-json','times':1");
		assertThat(this.client.get(PATH).body()).isEqualTo(REAL.substring(0, REAL.length() / 2));
		fault("'kind':'wrong-content-type','times':1");
		HttpResponse<String> html = this.client.get(PATH);
		assertThat(html.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
		assertThat(html.body()).isEqualTo(REAL);
		fault("'kind':'empty-body','times':1");
		assertThat(this.client.get(PATH).body()).isEmpty();
		fault("'kind':'broken-item','times':1");
		assertThat(this.client.get(PATH).body()).isEqualTo("{\"data\":[{\"broken\":true},{\"a\":2}]}");
		fault("'kind':'broken-item','times':1,'body':7");
		assertThat(this.client.get(PATH).body()).isEqualTo("{\"data\":[7,{\"a\":2}]}");
		fault("'kind':'delay','delayMs':1,'times':1");
		assertThat(this.client.get(PATH).body()).isEqualTo(REAL);
		fault("'kind':'slow-drip','delayMs':1,'times':1");
		assertThat(this.client.get(PATH).body()).isEqualTo(REAL);
	}

	@Test
	void redirects() throws Exception {
		fault("'kind':'redirect'");
		HttpResponse<String> response = this.client.get(PATH);
		assertThat(response.statusCode()).isEqualTo(302);
		assertThat(response.headers().firstValue("Location")).hasValue("/sandbox/airbyte/elsewhere");
	}

	@Test
	void sendsFarTooMuch() throws Exception {
		fault("'kind':'huge-body'");
		HttpResponse<InputStream> response = this.client.http()
			.send(this.client.request("GET", PATH, null), HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(body.skip(Long.MAX_VALUE)).isGreaterThan(60_000_000);
		}
	}

	@Test
	void closesTheConnectionWithoutAByte() throws Exception {
		fault("'kind':'drop'");
		assertThat(wire()).isEmpty();
		assertThat(this.stub.calls).hasValue(0);
		this.client.delete("/sandbox/faults");
		fault("'kind':'commit-then-drop'");
		assertThat(wire()).isEmpty();
		assertThat(this.stub.calls).hasValue(1);
		assertThat(
				SandboxClient.json(this.client.get("/sandbox/requests?platform=airbyte")).at("/items/0").has("status"))
			.isFalse();
	}

	@Test
	void announcesMoreThanItSends() throws Exception {
		fault("'kind':'truncated'");
		assertThat(wire()).contains("Content-Length: " + REAL.length())
			.endsWith("\r\n\r\n" + REAL.substring(0, REAL.length() / 2));
		assertThatIOException().isThrownBy(() -> this.client.get(PATH));
	}

	@Test
	void hangsUntilItIsLifted() throws Exception {
		fault("'kind':'hang'");
		// A POST, because the client repeats a GET whose connection closes
		CompletableFuture<HttpResponse<String>> call = this.client.http()
			.sendAsync(this.client.request("POST", PATH, "{}"), HttpResponse.BodyHandlers.ofString());
		while (SandboxClient.json(this.client.get("/sandbox/faults")).at("/items/0/struck").asInt() == 0) {
			Thread.onSpinWait();
		}
		assertThat(call).isNotDone();
		this.client.delete("/sandbox/faults");
		assertThat(call).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IOException.class);
		assertThat(this.stub.calls).hasValue(0);
	}

	private int fault(String fields) throws Exception {
		HttpResponse<String> response = this.client.post("/sandbox/faults",
				("{'platform':'airbyte'," + fields + "}").replace('\'', '"'));
		assertThat(response.statusCode()).isEqualTo(201);
		return SandboxClient.json(response).path("id").asInt();
	}

	private String wire() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write(("GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@RestController
	static class Stub {

		private final AtomicInteger calls = new AtomicInteger();

		@RequestMapping(PATH)
		ResponseEntity<byte[]> answer() {
			this.calls.incrementAndGet();
			return SandboxJson.ok(SandboxJson.read(REAL));
		}

	}

}
