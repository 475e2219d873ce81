package io.patchbay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A request in the making.
 */
final class FuzzRequest {

	private final FuzzDocument.Operation operation;

	private final int number;

	private String method;

	private String path;

	private final List<String[]> query = new ArrayList<>();

	private final List<String[]> headers = new ArrayList<>();

	private byte[] body;

	private final List<String> tricks = new ArrayList<>();

	FuzzRequest(FuzzDocument.Operation operation, int number) {
		this.operation = operation;
		this.number = number;
		this.method = operation.method();
		this.path = operation.path();
	}

	FuzzDocument.Operation operation() {
		return this.operation;
	}

	int number() {
		return this.number;
	}

	String method() {
		return this.method;
	}

	void method(String other) {
		this.method = other;
	}

	String path() {
		return this.path;
	}

	// Fills a place in the path. The segment is sent as it is given: encoded.
	void segment(String name, String value) {
		this.path = this.path.replace("{" + name + "}", value);
	}

	void path(String other) {
		this.path = other;
	}

	List<String[]> query() {
		return this.query;
	}

	List<String[]> headers() {
		return this.headers;
	}

	String header(String name) {
		return this.headers.stream()
			.filter((header) -> header[0].equalsIgnoreCase(name))
			.map((header) -> header[1])
			.findFirst()
			.orElse(null);
	}

	void header(String name, String value) {
		this.headers.removeIf((header) -> header[0].equalsIgnoreCase(name));
		if (value != null) {
			this.headers.add(new String[] { name, value });
		}
	}

	byte[] body() {
		return this.body;
	}

	void body(byte[] bytes) {
		this.body = bytes;
	}

	// Notes what was done to make it wrong.
	void trick(String name) {
		this.tricks.add(name);
	}

	List<String> tricks() {
		return this.tricks;
	}

	String target() {
		StringBuilder target = new StringBuilder(this.path);
		char separator = '?';
		for (String[] parameter : this.query) {
			target.append(separator).append(encode(parameter[0])).append('=').append(encode(parameter[1]));
			separator = '&';
		}
		return target.toString();
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
	}

	static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	/**
	 * The request as a command that sends it again. A body that would not survive a shell
	 * is put into a file.
	 * @param root where the gateway is
	 * @return the command
	 */
	String curl(String root) {
		StringBuilder curl = new StringBuilder("curl -i --path-as-is -X ").append(this.method)
			.append(" '")
			.append(root)
			.append(target())
			.append('\'');
		this.headers.forEach((header) -> curl.append(" -H ").append(quote(header[0] + ": " + header[1])));
		if (this.body != null) {
			String text = new String(this.body, StandardCharsets.UTF_8);
			boolean plain = this.body.length < 2000 && text.chars().allMatch((c) -> c >= ' ' && c < 127);
			curl.append(" --data-binary ").append(plain ? quote(text) : "@" + file());
		}
		return curl.toString();
	}

	private static String quote(String text) {
		return "'" + text.replace("'", "'\\''") + "'";
	}

	private Path file() {
		try {
			Path folder = Files.createDirectories(Path.of("target", "contract-fuzz"));
			return Files.write(folder.resolve(this.number + ".body"), this.body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
