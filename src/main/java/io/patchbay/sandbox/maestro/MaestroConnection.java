package io.patchbay.sandbox.maestro;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A connection of the pretend Maestro, as the list shows it: without a status and without
 * credentials.
 *
 * @param id creation time in epoch milliseconds, random characters and connector, joined
 * by underscores
 * @param customerId the tenant
 * @param type the category, not the engine
 * @param plugin the engine
 * @param networkConfigId absent, empty or an id
 * @param name not unique
 * @param description free text
 * @param createdAt the time that the id starts with
 * @param updatedAt when it was last edited, absent or unreadable in broken rows
 * @param imageUrl the connector's icon
 * @param connectorId the engine and its version
 * @param connectorName the engine's name for people
 * @param userId who created it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MaestroConnection(String id, String customerId, String type, String plugin, @Nullable String networkConfigId,
		String name, String description, String createdAt, @Nullable String updatedAt, String imageUrl,
		String connectorId, String connectorName, String userId) {

	private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")
		.withZone(ZoneOffset.UTC);

	static MaestroConnection of(Instant createdAt, String random, String plugin, String type, String connectorName,
			String name, @Nullable String networkConfigId, @Nullable String updatedAt) {
		String connector = plugin + "-1.0.0";
		return new MaestroConnection(createdAt.toEpochMilli() + "_" + random + "_" + connector, MaestroTenant.ID, type,
				plugin, networkConfigId, name, connectorName + " connection", format(createdAt), updatedAt,
				"https://assets.maestro.example/" + plugin + ".svg", connector, connectorName, MaestroTenant.USER_ID);
	}

	MaestroConnection updated(String name, String description, Instant now) {
		return new MaestroConnection(this.id, this.customerId, this.type, this.plugin, this.networkConfigId, name,
				description, this.createdAt, format(now), this.imageUrl, this.connectorId, this.connectorName,
				this.userId);
	}

	static String format(Instant instant) {
		return MILLIS.format(instant);
	}

}
