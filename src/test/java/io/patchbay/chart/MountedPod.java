package io.patchbay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;

/**
 * Does for the gateway's container what a kubelet does: it mounts ConfigMaps and Secrets,
 * here below a directory, and runs the program with the container's environment.
 */
final class MountedPod {

	private static final String MOUNTS = "/etc/patchbay/";

	private final Manifests manifests;

	private final Path root;

	MountedPod(Manifests manifests, Path root) throws IOException {
		this.manifests = manifests;
		this.root = root;
		Map<String, Volume> volumes = new HashMap<>();
		manifests.deployment()
			.getSpec()
			.getTemplate()
			.getSpec()
			.getVolumes()
			.forEach((volume) -> volumes.put(volume.getName(), volume));
		for (VolumeMount mount : manifests.gateway().getVolumeMounts()) {
			if (mount.getMountPath().startsWith(MOUNTS)) {
				mount(volumes.get(mount.getName()), Path.of(local(mount.getMountPath())));
			}
		}
	}

	/**
	 * Starts the program.
	 * @param log where its output goes
	 * @return the process, which may not answer yet
	 * @throws IOException if there is no Java to run it
	 */
	Process start(Path log) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), "io.patchbay.PatchbayApplication"));
		Container gateway = this.manifests.gateway();
		command.addAll(gateway.getArgs());
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		for (EnvVar variable : gateway.getEnv()) {
			builder.environment().put(variable.getName(), local(variable.getValue()));
		}
		return builder.start();
	}

	// What is in a Secret does not matter here, but that it arrives.
	static String secret(String name, String key) {
		return "of-" + name + "-" + key;
	}

	private String local(String text) {
		return text.replace(MOUNTS, this.root + "/");
	}

	private void mount(Volume volume, Path directory) throws IOException {
		if (volume.getProjected() != null) {
			for (VolumeProjection source : volume.getProjected().getSources()) {
				for (KeyToPath item : source.getSecret().getItems()) {
					write(directory.resolve(item.getPath()),
							secret(source.getSecret().getName(), item.getKey()) + "\n");
				}
			}
		}
		else if (volume.getConfigMap().getItems().isEmpty()) {
			ConfigMap map = this.manifests.one(ConfigMap.class, volume.getConfigMap().getName());
			for (Map.Entry<String, String> file : map.getData().entrySet()) {
				write(directory.resolve(file.getKey()), file.getValue());
			}
		}
	}

	private static void write(Path file, String content) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

}
