package io.patchbay.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.javapoet.ClassName;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.StringUtils;

/**
 * A step of the build: generates the code that registers the beans of each shape of the
 * application, and writes down under which circumstances it is the right code.
 */
public final class ContextPreparation extends SpringApplicationAotProcessor {

	private final Shape shape;

	private final LookupRecorder lookups = new LookupRecorder();

	private @Nullable ConfigurableEnvironment environment;

	private ContextPreparation(Class<?> application, Shape shape, Settings settings, String... arguments) {
		super(application, settings, arguments);
		this.shape = shape;
	}

	/**
	 * Prepares all shapes.
	 * @param args the name of the application's class, the folder of its compiled
	 * classes, and a folder for what is generated
	 * @throws ClassNotFoundException if there is no such class
	 */
	public static void main(String[] args) throws ClassNotFoundException {
		Class<?> application = Class.forName(args[0]);
		Path generated = Path.of(args[2]);
		for (Shape shape : Shape.values()) {
			Settings settings = Settings.builder()
				.sourceOutput(generated.resolve(shape + "/sources"))
				.resourceOutput(generated.resolve(shape + "/resources"))
				.classOutput(Path.of(args[1]))
				.groupId("io.patchbay")
				.artifactId("patchbay-" + shape)
				.build();
			// Only what is packaged counts: not what the machine of the build has in its
			// folders.
			List<String> arguments = new ArrayList<>(
					List.of("--spring.config.location=classpath:/", "--spring.main.log-startup-info=false"));
			arguments.addAll(shape.arguments());
			new ContextPreparation(application, shape, settings, arguments.toArray(String[]::new)).process();
		}
	}

	@Override
	protected GenericApplicationContext prepareApplicationContext(Class<?> application) {
		GenericApplicationContext context = super.prepareApplicationContext(application);
		this.environment = context.getEnvironment();
		this.environment.getPropertySources().addFirst(this.lookups);
		return context;
	}

	// What is generated for the shapes has classes of the same names otherwise.
	@Override
	protected ClassNameGenerator createClassNameGenerator() {
		return new ClassNameGenerator(ClassName.get(getApplicationClass()),
				StringUtils.capitalize(this.shape.toString()));
	}

	// All that is in the folder of the classes belongs to others.
	@Override
	protected void deleteExistingOutput() {
		try {
			FileSystemUtils.deleteRecursively(getSettings().getSourceOutput());
			FileSystemUtils.deleteRecursively(getSettings().getResourceOutput());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String element(String first, int index) {
		return first.substring(0, first.length() - 2) + index + "]";
	}

	@Override
	protected ClassName doProcess() {
		ClassName initializer = super.doProcess();
		ConfigurableEnvironment asked = Objects.requireNonNull(this.environment);
		asked.getPropertySources().remove(this.lookups.getName());
		Map<String, @Nullable String> answers = new TreeMap<>();
		for (String name : this.lookups.getSource()) {
			answers.put(name, asked.getProperty(name));
			// Of a list that there is, only the first element is looked for everywhere.
			for (int i = 1; name.endsWith("[0]") && asked.getProperty(element(name, i - 1)) != null; i++) {
				answers.put(element(name, i), asked.getProperty(element(name, i)));
			}
		}
		try {
			new PreparedContext(initializer.reflectionName(), this.shape == Shape.SANDBOX,
					ManagementPortType.get(asked), answers)
				.write(getSettings().getClassOutput(), this.shape);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return initializer;
	}

}
