package io.patchbay.security;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nimbusds.oauth2.sdk.TokenRequest;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "patchbay.security.jwt-default-backends=fallback",
		"spring.security.oauth2.resourceserver.jwt.audiences=patchbay" })
@AutoConfigureMockMvc
@WithSecurity
@Import(BearerTokenTests.WhoController.class)
class BearerTokenTests {

	private static final MockOAuth2Server issuer = new MockOAuth2Server();

	static {
		issuer.start();
	}

	@Autowired
	private MockMvcTester mvc;

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry registry) {
		registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", () -> issuer.issuerUrl("ours").toString());
	}

	@AfterAll
	static void stop() {
		issuer.shutdown();
	}

	@Test
	void validTokenTellsClientScopesAndBackends() {
		assertThat(get(token("ours", "patchbay",
				Map.of("azp", "etl", "scope", "connections:read syncs:run", "backends", List.of("airbyte", "maestro")),
				60)))
			.hasStatusOk()
			.bodyJson()
			.isEqualTo("""
					{"name":"etl","authorities":["BACKEND_airbyte","BACKEND_maestro",
					"SCOPE_connections:read","SCOPE_syncs:run"]}""");
	}

	@Test
	void scopesMayBeAListInScpAndBackendsOneText() {
		assertThat(
				get(token("ours", "patchbay",
						Map.of("client_id", "etl", "azp", "", "scp", List.of("*"), "backends",
								"airbyte, maestro wallaroo"),
						60)))
			.bodyJson()
			.isEqualTo("""
					{"name":"etl","authorities":["BACKEND_airbyte","BACKEND_maestro","BACKEND_wallaroo","SCOPE_*"]}""");
	}

	@Test
	void backendsAreTheDefaultOnesWithoutAClaim() {
		assertThat(get(token("ours", "patchbay", Map.of("azp", ""), 60))).bodyJson().isEqualTo("""
				{"name":"subject","authorities":["BACKEND_fallback"]}""");
	}

	@Test
	void expiredTokenIsRefused() {
		assertThat(get(token("ours", "patchbay", Map.of("scope", "*"), -3600))).satisfies(this::refused);
	}

	@Test
	void tokenOfAnotherIssuerIsRefused() {
		assertThat(get(token("theirs", "patchbay", Map.of("scope", "*"), 60))).satisfies(this::refused);
	}

	@Test
	void tokenForAnotherAudienceIsRefused() {
		assertThat(get(token("ours", "elsewhere", Map.of("scope", "*"), 60))).satisfies(this::refused);
	}

	@Test
	void changedTokenIsRefused() {
		String token = token("ours", "patchbay", Map.of("scope", "connections:read"), 60);
		String[] parts = token.split("\\.");
		String other = token("ours", "patchbay", Map.of("scope", "*"), 60).split("\\.")[1];
		assertThat(get(parts[0] + "." + other + "." + parts[2])).satisfies(this::refused);
	}

	@Test
	void garbageIsRefusedAndNotQuoted() {
		MvcTestResult result = get("not-a-token-but-a-secret");
		assertThat(result).satisfies(this::refused);
		assertThat(result).bodyText().doesNotContain("secret");
	}

	@Test
	void keyAndTokenInOneRequestAreRefusedWhateverTheyAre() {
		String valid = token("ours", "patchbay", Map.of("scope", "*"), 60);
		for (String token : List.of(valid, "garbage")) {
			assertThat(this.mvc.get()
				.uri("/test/who")
				.header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
				.header(WithSecurity.HEADER, WithSecurity.KEY)).hasStatus(401);
		}
	}

	@Test
	void keyStillWorks() {
		assertThat(this.mvc.get().uri("/test/who").header(WithSecurity.HEADER, WithSecurity.READER_KEY)).bodyJson()
			.isEqualTo(
					"""
							{"name":"reader","authorities":["BACKEND_airbyte","SCOPE_backends:read","SCOPE_connections:read"]}""");
	}

	private void refused(MvcTestResult result) {
		assertThat(result).hasStatus(401).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result.getResponse().getHeaders(HttpHeaders.WWW_AUTHENTICATE)).hasSize(2)
			.anyMatch((challenge) -> challenge.startsWith("ApiKey "))
			.anyMatch((challenge) -> challenge.startsWith("Bearer ") && challenge.contains("invalid_token"));
		assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("unauthenticated");
	}

	private MvcTestResult get(String token) {
		return this.mvc.get().uri("/test/who").header(HttpHeaders.AUTHORIZATION, "Bearer " + token).exchange();
	}

	private static String token(String issuerId, String audience, Map<String, Object> claims, long seconds) {
		return issuer.issueToken(issuerId, "unused", new OAuth2TokenCallback() {

			@Override
			public String issuerId() {
				return issuerId;
			}

			@Override
			public String subject(TokenRequest request) {
				return "subject";
			}

			@Override
			public String typeHeader(TokenRequest request) {
				return "JWT";
			}

			@Override
			public List<String> audience(TokenRequest request) {
				return List.of(audience);
			}

			@Override
			public Map<String, Object> addClaims(TokenRequest request) {
				return claims;
			}

			@Override
			public long tokenExpiry() {
				return seconds;
			}

		}).serialize();
	}

	@RestController
	static class WhoController {

		@GetMapping("/test/who")
		Who who() {
			Authentication authentication = Objects
				.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
			return new Who(authentication.getName(),
					authentication.getAuthorities().stream().map(GrantedAuthority::getAuthority).sorted().toList());
		}

	}

	record Who(String name, List<String> authorities) {

	}

}
