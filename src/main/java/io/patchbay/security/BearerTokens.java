package io.patchbay.security;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Reads bearer tokens, where the operator has configured who issues them.
 */
final class BearerTokens {

	private final JwtDecoder decoder;

	private final List<String> defaultBackends;

	BearerTokens(JwtDecoder decoder, List<String> defaultBackends) {
		this.decoder = decoder;
		this.defaultBackends = List.copyOf(defaultBackends);
	}

	/**
	 * Tells whose token this is.
	 * @param token the token
	 * @return the client
	 * @throws AuthenticationException when the token is not accepted, or when its issuer
	 * cannot be asked for its keys
	 */
	Authentication authenticate(String token) {
		Jwt jwt = decode(token);
		String client = firstOf(jwt, "azp", "client_id", "sub");
		if (client == null) {
			throw new InvalidBearerTokenException("The bearer token does not say whose it is.");
		}
		Collection<String> scopes = words(jwt.hasClaim("scope") ? jwt.getClaim("scope") : jwt.getClaim("scp"));
		Collection<String> backends = jwt.hasClaim("backends") ? words(jwt.getClaim("backends")) : this.defaultBackends;
		return new JwtAuthenticationToken(jwt, Authorities.of(scopes, backends), client);
	}

	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (JwtValidationException ex) {
			String reasons = ex.getErrors()
				.stream()
				.map(OAuth2Error::getDescription)
				.filter(Objects::nonNull)
				.collect(Collectors.joining("; "));
			throw new InvalidBearerTokenException("The bearer token is not accepted: " + reasons + ".", ex);
		}
		catch (BadJwtException ex) {
			// Its message may quote the token.
			throw new InvalidBearerTokenException("The bearer token is malformed, or not signed by its issuer.", ex);
		}
		catch (JwtException | JwtDecoderInitializationException ex) {
			throw new AuthenticationServiceException("The issuer of bearer tokens cannot be asked for its keys", ex);
		}
	}

	private static @Nullable String firstOf(Jwt jwt, String... claims) {
		return Stream.of(claims)
			.map(jwt::getClaimAsString)
			.filter((value) -> value != null && !value.isBlank())
			.findFirst()
			.orElse(null);
	}

	// Issuers write lists of words as JSON arrays or as one text.
	private static Collection<String> words(@Nullable Object claim) {
		return switch (claim) {
			case Collection<?> list -> list.stream().map(String::valueOf).toList();
			case String text -> Stream.of(text.split("[\\s,]+")).filter((word) -> !word.isEmpty()).toList();
			case null, default -> List.of();
		};
	}

}
