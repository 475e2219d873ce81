# The gateway as an image, of target/patchbay-*.jar (mvn package). No step needs the network:
#   docker build --network none --tag patchbay .
# README.md, "Docker", tells how to run it, and what was measured.

# A JDK 25 that has jlink, on a Linux with glibc.
ARG JDK_IMAGE=eclipse-temurin:25-jdk
# What is needed of that Linux comes along, so that nothing has to be there.
ARG BASE_IMAGE=scratch

FROM ${JDK_IMAGE} AS build
WORKDIR /build
# What jdeps finds in the jars, and what they ask for by name: certificates of elliptic curves are in java.base by now.
# Of what draws, java.beans is of use, and what it names; the rest leaves a class in each package, which all have to be there.
RUN jimage list --include 'regex:/java.desktop/.*' "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")/lib/modules" \
	| awk '/^    / { package = $1; sub("/[^/]*$", "", package); \
		if (package !~ "^(java/beans|com/sun/beans|java/awt$)" && seen[package]++) print "/java.desktop/" $1 }' > drawing \
	&& test -s drawing
RUN jlink --output /image/opt/java --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-9 \
	--exclude-files '**/legal/**,**libawt*,**libfontmanager*,**libfreetype*,**libjavajpeg*,**libjawt*,**libjsound*,**liblcms*,**libmlib_image*,**libsplashscreen*' \
	--exclude-resources=@drawing \
	--add-modules java.base,java.compiler,java.desktop,java.instrument,java.management,java.naming,java.net.http,java.scripting,java.security.jgss,java.sql,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
	--add-options '-XX:+UseSerialGC -XX:Tier2InvokeNotifyFreqLog=16 -XX:Tier2BackedgeNotifyFreqLog=18 -XX:Tier4InvocationThreshold=10000 -XX:Tier4MinInvocationThreshold=1200 -XX:Tier4CompileThreshold=20000 -Xms32m -XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError -XX:+UnlockExperimentalVMOptions -XX:TrimNativeHeapInterval=5000'
# Names of the runtime's own functions go where there is a tool for it, as in the default image. Then come the libraries
# of the system that the runtime is linked with, its loader, and who runs it.
RUN if command -v strip >/dev/null; then find /image/opt/java -name '*.so' -exec strip --strip-unneeded {} +; fi \
	&& find /image/opt/java -type f \( -name '*.so' -o -perm -u+x \) -exec ldd {} + 2>/dev/null \
		| grep -o '/[^ ]*' | grep -v '^/image/' | tr -d ':' | sort -u | xargs -I {} cp -L --parents {} /image \
	&& mkdir -p /image/etc /image/app && install -d -m 1777 /image/tmp \
	&& echo 'hosts: files dns' > /image/etc/nsswitch.conf \
	&& echo 'patchbay:x:65532:65532::/app:/sbin/nologin' > /image/etc/passwd \
	&& echo 'patchbay:x:65532:' > /image/etc/group
COPY target/patchbay-*.jar patchbay.jar
RUN java -Djarmode=tools -jar patchbay.jar extract --layers --destination layers \
	&& mkdir -p layers/dependencies layers/snapshot-dependencies layers/application

FROM ${BASE_IMAGE} AS runtime
COPY --from=build /image/ /
COPY --from=build /build/layers/dependencies/ /app/
COPY --from=build /build/layers/snapshot-dependencies/ /app/
COPY --from=build /build/layers/application/ /app/
WORKDIR /app

# Starts the gateway with emulated platforms, calls it, and keeps what the JVM has learnt. It talks to itself alone.
FROM runtime AS training
RUN ["/opt/java/bin/java", "-XX:AOTCacheOutput=/app/patchbay.aot", "-jar", "/app/patchbay.jar", "train", "0"]

FROM runtime
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Patchbay" \
	org.opencontainers.image.description="One HTTP API over the connections of several data platforms" \
	org.opencontainers.image.version="${VERSION}" \
	org.opencontainers.image.revision="${REVISION}" \
	org.opencontainers.image.licenses="Apache-2.0"
COPY --from=training /app/patchbay.aot /app/patchbay.aot
# The sandbox would be for the container alone otherwise. Who publishes ports decides what is reachable.
ENV SERVER_ADDRESS=0.0.0.0 SANDBOX_CALLERS=any
USER 65532:65532
# Tomcat wants a folder to write to, also where the rest is read-only.
VOLUME /tmp
EXPOSE 8080 8081
STOPSIGNAL SIGTERM
# Asks the readiness of the port that SERVER_PORT or MANAGEMENT_SERVER_PORT names.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
	CMD ["/opt/java/bin/java", "-XX:TieredStopAtLevel=1", "-Xmx8m", "-Xms4m", "-cp", "/app/patchbay.jar", "io.patchbay.startup.ReadinessProbe"]
ENTRYPOINT ["/opt/java/bin/java", "-XX:AOTCache=/app/patchbay.aot", "-jar", "/app/patchbay.jar"]
