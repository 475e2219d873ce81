package io.patchbay.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which settings of a connection callers may see.
 *
 * @param visibleKeys the keys whose values are harmless; by default host, port, database,
 * schema, dataset, table, project, region, bucket, warehouse, role, topic and ssl
 * @param fingerprintKey the secret behind the fingerprints of all other values: the same
 * on all replicas; random per start when absent
 */
@ConfigurationProperties(prefix = "patchbay.redaction", ignoreUnknownFields = false)
record RedactionProperties(@Nullable Set<String> visibleKeys, @Nullable String fingerprintKey) {

	private static final Set<String> HARMLESS = Set.of("host", "port", "database", "schema", "dataset", "table",
			"project", "region", "bucket", "warehouse", "role", "topic", "ssl");

	/**
	 * The keys whose values are shown.
	 * @return the configured ones, or else those that are harmless on every platform
	 */
	Set<String> shown() {
		return (this.visibleKeys != null) ? this.visibleKeys : HARMLESS;
	}

	@Override
	public String toString() {
		return "RedactionProperties[visibleKeys=" + shown() + "]";
	}

}
