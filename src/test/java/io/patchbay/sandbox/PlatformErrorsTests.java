package io.patchbay.sandbox;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformErrorsTests {

	@ParameterizedTest
	@CsvSource({ "airbyte,/v1/jobs,401,Jwt is expired", "airbyte,/v1/jobs,409,documentationUrl",
			"airbyte,/api/v1/jobs/get,404,errorId", "airbyte,/v1/jobs,500,errorId", "airbyte,/v1/jobs,503,<html>",
			"wallaroo,/v1/api/connections/list,429,msg",
			"wallaroo,/auth/realms/master/protocol/openid-connect/token,401,invalid_grant",
			"maestro,/connections,401,AUTH.UNAUTHORIZED", "maestro,/connections,404,detail",
			"maestro,/connections,500,UNKNOWN", "maestro,/connections,429,statusCode",
			"maestro,/connections,502,<html>" })
	void speaksThePlatformsDialect(String platform, String path, int status, String expected) {
		PlatformErrors.Body body = PlatformErrors.body(new SandboxPath(platform, path), status);
		assertThat(new String(body.bytes(), StandardCharsets.UTF_8)).contains(expected);
		assertThat(body.contentType()).startsWith((expected.startsWith("<")) ? "text/html" : "application/json");
	}

}
