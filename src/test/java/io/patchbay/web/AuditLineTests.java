package io.patchbay.web;

import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class AuditLineTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("patchbay.audit");

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.lines);
	}

	@Test
	void nothingStartsAnotherLineOrSteersATerminal() {
		String hostile = "a\"}\r\n{\"client\":\"root\u001b[2J\u009b31m\u2028\u202e\u0000\u0085\\n {} {0} %s ${x}";
		new AuditLine().set("client", hostile).set("options", Map.of("cascade", hostile)).write();
		String line = written().getFirst();
		assertThat(line).matches("[\\x20-\\x7e]+");
		JsonNode json = JsonMapper.shared().readTree(line);
		assertThat(json.path("client").stringValue()).isEqualTo(hostile);
		assertThat(json.at("/options/cascade").stringValue()).isEqualTo(hostile);
	}

	@Test
	void longTextIsCutAndWhatIsAbsentIsLeftOut() {
		new AuditLine().set("target", "x".repeat(10_000)).set("workspace", null).set("status", 204).write();
		String line = written().getFirst();
		assertThat(line).hasSizeLessThan(700).doesNotContain("workspace").endsWith(",\"status\":204}");
	}

	private List<String> written() {
		return this.lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
