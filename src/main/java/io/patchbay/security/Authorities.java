package io.patchbay.security;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * What an authentication says of its client: its scopes and its backends, by name. This
 * is all that the rest of the program gets to know.
 */
final class Authorities {

	/** The authority that stands for all scopes. */
	static final String ALL_SCOPES = "SCOPE_*";

	private Authorities() {
	}

	static List<GrantedAuthority> of(Collection<String> scopes, Collection<String> backends) {
		return Stream.concat(scopes.stream().map("SCOPE_"::concat), backends.stream().map("BACKEND_"::concat))
			.<GrantedAuthority>map(SimpleGrantedAuthority::new)
			.toList();
	}

}
