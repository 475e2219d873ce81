package io.patchbay.web;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.web.util.HtmlUtils;

/**
 * The catalogue of problems as pages for people.
 */
final class ProblemPage {

	private ProblemPage() {
	}

	static String of(ProblemTypeResponse type) {
		return page(type.title(),
				"""
						<h1>%s</h1>
						<p><code>%s</code>, HTTP status %d</p>
						<h2>What happened</h2>
						<p>%s</p>
						<h2>What to do</h2>
						<p>%s</p>
						<p>%s</p>
						<p><a href="/problems">All problems</a></p>
						""".formatted(text(type.title()), text(type.code()), type.status(), text(type.explanation()),
						text(type.action()), type.retryable() ? "The same request can succeed later."
								: "The same request will not succeed by being repeated."));
	}

	static String of(List<ProblemTypeResponse> types) {
		String rows = types.stream()
			.map((type) -> """
					<tr><td>%d</td><td><a href="%s"><code>%s</code></a></td><td>%s</td></tr>
					""".formatted(type.status(), text(type.type()), text(type.code()), text(type.title())))
			.collect(Collectors.joining());
		return page("Problems", """
				<h1>Problems</h1>
				<p>Everything that the gateway can answer instead of what was asked for.</p>
				<table>
				<tr><th>Status</th><th>Code</th><th>Title</th></tr>
				%s</table>
				""".formatted(rows));
	}

	private static String page(String title, String body) {
		return """
				<!DOCTYPE html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width">
				<title>%s - Patchbay</title>
				<style>
				body { font-family: sans-serif; line-height: 1.5; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
				td, th { text-align: left; padding: 0.2rem 1rem 0.2rem 0 }
				</style>
				</head>
				<body>
				%s</body>
				</html>
				""".formatted(text(title), body);
	}

	private static String text(String text) {
		return HtmlUtils.htmlEscape(text);
	}

}
