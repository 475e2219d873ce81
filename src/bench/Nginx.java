import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts nginx: as an upstream that is never the bottleneck, and as the limit of what a
 * proxy can do.
 */
final class Nginx {

	private static final String CONFIGURATION = """
			daemon off;
			pid nginx.pid;
			error_log stderr warn;
			worker_processes auto;
			events {
			  worker_connections 2048;
			}
			http {
			  access_log off;
			  default_type application/json;
			  keepalive_timeout 300s;
			  keepalive_requests 1000000000;
			  client_body_temp_path body;
			  proxy_temp_path proxy;
			  fastcgi_temp_path fastcgi;
			  uwsgi_temp_path uwsgi;
			  scgi_temp_path scgi;
			%s
			}
			""";

	private static final String UPSTREAM = """
			  server {
			    listen 127.0.0.1:%d backlog=1024;
			    location %s/connections/ {
			      return 200 '%s';
			    }
			  }
			""";

	private static final String PROXY = """
			  upstream platform {
			    server 127.0.0.1:%2$d;
			    keepalive 64;
			    keepalive_requests 1000000000;
			  }
			  server {
			    listen 127.0.0.1:%1$d backlog=1024;
			    location /api/v1/connections/ {
			      proxy_pass http://platform%3$s/connections/;
			      proxy_http_version 1.1;
			      proxy_set_header Connection "";
			    }
			  }
			""";

	private Nginx() {
	}

	static Program upstream() throws IOException, InterruptedException {
		int port = Program.freePort();
		return start("nginx-upstream", port, UPSTREAM.formatted(port, Samples.PUBLIC_API, Samples.airbyteConnection()));
	}

	static Program proxy(int upstream) throws IOException, InterruptedException {
		int port = Program.freePort();
		return start("nginx-proxy", port, PROXY.formatted(port, upstream, Samples.PUBLIC_API));
	}

	private static Program start(String name, int port, String servers) throws IOException, InterruptedException {
		Path home = Bench.directory(name);
		Path file = Files.writeString(home.resolve("nginx.conf"), CONFIGURATION.formatted(servers));
		Program program = Program.start(name, port,
				List.of(Programs.find("nginx"), "-p", home.toString(), "-e", "stderr", "-c", file.toString()));
		program.listening();
		return program;
	}

}
