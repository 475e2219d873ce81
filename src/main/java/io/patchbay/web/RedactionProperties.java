package io.patchbay.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which settings of a connection callers may see.
 *
 * @param visibleKeys the keys whose values are harmless
 * @param fingerprintKey the secret behind the fingerprints of all other values: the same
 * on all replicas; random per start when absent
 */
@ConfigurationProperties(prefix = "patchbay.redaction", ignoreUnknownFields = false)
record RedactionProperties(
		@DefaultValue("host,port,database,schema,dataset,table,project,region,bucket,warehouse,role,topic,ssl") Set<String> visibleKeys,
		@Nullable String fingerprintKey) {

	@Override
	public String toString() {
		return "RedactionProperties[visibleKeys=" + this.visibleKeys + "]";
	}

}
