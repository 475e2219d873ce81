package io.patchbay;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what README tells a reader to type: the calls of its shell blocks, one by one,
 * with bash and curl. Placeholders are filled in as a reader would do it, with what the
 * call before has answered.
 */
final class Readme {

	private static final Pattern BLOCK = Pattern.compile("^```(?:sh|bash|console)\\n(.*?)^```",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern SETTING = Pattern.compile("(alias )?[a-z]+='?.*");

	private static final Pattern CALL = Pattern.compile("(pb|curl) .*", Pattern.DOTALL);

	private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z ]+>");

	private static final Pattern STATUS = Pattern.compile("\\n?status=(\\d{3})\\n?$");

	private final int port;

	private final List<String> settings = new ArrayList<>();

	private JsonNode last = JsonMapper.builder().build().createObjectNode();

	Readme(int port) {
		this.port = port;
	}

	/**
	 * The lines of all shell blocks, those that go on put together.
	 * @return calls, settings of variables, and whatever else is there
	 * @throws IOException if there is no README
	 */
	static List<String> lines() throws IOException {
		return BLOCK.matcher(Files.readString(Path.of("README.md")))
			.results()
			.map((MatchResult block) -> block.group(1).replace("\\\n", " "))
			.flatMap(String::lines)
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.toList();
	}

	static boolean isCall(String line) {
		return CALL.matcher(line).matches();
	}

	void set(String line) {
		if (SETTING.matcher(line).matches()) {
			this.settings.add(line);
		}
	}

	/**
	 * Makes a call.
	 * @param line the line of the README
	 * @param environment variables that a reader would have set
	 * @return what was printed, and the status
	 */
	Answer call(String line, Map<String, String> environment) throws Exception {
		String command = PLACEHOLDER.matcher(line.replace("localhost:8080", "127.0.0.1:" + this.port))
			.replaceAll((place) -> Matcher.quoteReplacement(filled(place.group())));
		// A function, so that the alias leads to it, too.
		String script = "shopt -s expand_aliases\ncurl() { command curl --max-time 40 -w '\\nstatus=%{http_code}\\n' \"$@\"; }\n"
				+ String.join("\n", this.settings) + "\n" + command + "\n";
		ProcessBuilder bash = new ProcessBuilder("bash", "-euc", script).redirectInput(new File("/dev/null"))
			.redirectErrorStream(true);
		bash.environment().putAll(environment);
		Process process = bash.start();
		String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
			throw new AssertionError(line + " ended with " + process.exitValue() + ": " + printed);
		}
		Matcher status = STATUS.matcher(printed);
		if (!status.find()) {
			throw new AssertionError(line + " printed no status: " + printed);
		}
		String answer = printed.substring(0, status.start());
		remember(answer);
		return new Answer(Integer.parseInt(status.group(1)), answer);
	}

	private void remember(String answer) {
		int body = answer.indexOf("\r\n\r\n");
		String json = (body >= 0) ? answer.substring(body + 4) : answer;
		if (json.startsWith("{")) {
			this.last = JsonMapper.builder().build().readTree(json);
		}
	}

	private String filled(String placeholder) {
		String field = placeholder.replaceAll("<(its )?|>", "");
		JsonNode value = this.last.path(field);
		if (value.isMissingNode()) {
			value = this.last.path("items").path(0).path(field);
		}
		if (!value.isString()) {
			throw new AssertionError("The call before has answered nothing for " + placeholder + ": " + this.last);
		}
		return value.stringValue();
	}

	/**
	 * What a call has answered.
	 *
	 * @param status its status
	 * @param text what it has printed, headers included if they were asked for
	 */
	record Answer(int status, String text) {

	}

}
