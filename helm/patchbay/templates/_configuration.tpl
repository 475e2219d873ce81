{{/* The application.yaml of the gateway. */}}
{{- define "patchbay.configuration" -}}
{{- $patchbay := dict -}}
{{- range $key, $value := .Values.patchbay -}}
{{- if not (and (kindIs "map" $value) (empty $value)) }}{{ $_ := set $patchbay $key $value }}{{ end -}}
{{- end -}}
{{- $config := dict
  "patchbay" $patchbay
  "spring" (dict "lifecycle" (dict "timeout-per-shutdown-phase" (printf "%ds" (int .Values.shutdown.timeoutSeconds)))) -}}
{{- if or .Values.ingress.enabled .Values.httpRoute.enabled -}}
{{- $_ := set $config "server" (dict "forward-headers-strategy" "framework") -}}
{{- end -}}
{{- if eq .Values.patchbay.store "redis" -}}
{{- with include "patchbay.redis" . | fromYaml }}{{ $_ := set $config.spring "data" (dict "redis" .) }}{{ end -}}
{{- end -}}
{{- with include "patchbay.jwt" . | fromYaml -}}
{{- $_ := set $config.spring "security" (dict "oauth2" (dict "resourceserver" (dict "jwt" .))) -}}
{{- end -}}
{{- with .Values.tracing -}}
{{- if .endpoint -}}
{{- $_ := set $config "management" (dict
  "opentelemetry" (dict "tracing" (dict "export" (dict "otlp" (dict "endpoint" .endpoint))))
  "tracing" (dict "sampling" (dict "probability" .probability))) -}}
{{- end -}}
{{- end -}}
{{- $logging := dict -}}
{{- if ne .Values.logging.format "text" -}}
{{- $_ := set $logging "structured" (dict "format" (dict "console" .Values.logging.format)) -}}
{{- end -}}
{{- with .Values.logging.levels }}{{ $_ := set $logging "level" . }}{{ end -}}
{{- with $logging }}{{ $_ := set $config "logging" . }}{{ end -}}
{{- toYaml (mergeOverwrite $config (deepCopy .Values.extraConfig)) -}}
{{- end -}}

{{- define "patchbay.redis" -}}
{{- with .Values.redis -}}
{{- if .host }}
host: {{ .host | quote }}
port: {{ .port }}
{{- else if .sentinel.master }}
sentinel:
  master: {{ .sentinel.master | quote }}
  nodes: {{ toYaml .sentinel.nodes | nindent 4 }}
{{- else if .cluster.nodes }}
cluster:
  nodes: {{ toYaml .cluster.nodes | nindent 4 }}
{{- end }}
{{- if .database }}
database: {{ .database }}
{{- end }}
{{- if .tls }}
ssl:
  enabled: true
{{- end }}
{{- end }}
{{- end -}}

{{- define "patchbay.jwt" -}}
{{- with .Values.jwt -}}
{{- if .issuerUri }}
issuer-uri: {{ .issuerUri | quote }}
{{- end }}
{{- if .jwkSetUri }}
jwk-set-uri: {{ .jwkSetUri | quote }}
{{- end }}
{{- if .audiences }}
audiences: {{ toYaml .audiences | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{/*
The sources of the projected volume with credentials. The path of each file is the name of a property, so that the directory
is read as a configuration tree.
*/}}
{{- define "patchbay.secretSources" -}}
{{- $sources := list -}}
{{- range $backend, $secret := .Values.secrets.backends -}}
{{- $items := list -}}
{{- range $property, $key := $secret.keys -}}
{{- $items = append $items (dict "key" $key "path" (printf "patchbay/backends/%s/auth/%s" $backend $property)) -}}
{{- end -}}
{{- $sources = append $sources (dict "secret" (dict "name" $secret.name "items" $items)) -}}
{{- end -}}
{{- with .Values.secrets.fingerprintKey -}}
{{- if .name -}}
{{- $sources = append $sources (dict "secret" (dict "name" .name "items" (list (dict "key" .key "path" "patchbay/redaction/fingerprint-key")))) -}}
{{- end -}}
{{- end -}}
{{- with .Values.secrets.redis -}}
{{- if .name -}}
{{- $items := list -}}
{{- range $property, $key := .keys -}}
{{- $items = append $items (dict "key" $key "path" (printf "spring/data/redis/%s" ($property | replace "." "/"))) -}}
{{- end -}}
{{- $sources = append $sources (dict "secret" (dict "name" .name "items" $items)) -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "sources" $sources) -}}
{{- end -}}

{{/* Where Spring Boot finds all that; later places override earlier ones. */}}
{{- define "patchbay.locations" -}}
{{- $locations := list "file:/etc/patchbay/config/" -}}
{{- if (include "patchbay.secretSources" . | fromYaml).sources }}{{ $locations = append $locations "configtree:/etc/patchbay/secrets/" }}{{ end -}}
{{- if .Values.secrets.config.name }}{{ $locations = append $locations "file:/etc/patchbay/secret-config/" }}{{ end -}}
{{- join "," $locations -}}
{{- end -}}

{{- define "patchbay.javaOptions" -}}
{{- $options := list .Values.javaOptions -}}
{{- with .Values.trustStore -}}
{{- if or .configMapName .secretName -}}
{{- $options = append $options (printf "-Djavax.net.ssl.trustStore=/etc/patchbay/trust/%s -Djavax.net.ssl.trustStoreType=%s" .key .type) -}}
{{- if .password }}{{ $options = append $options (printf "-Djavax.net.ssl.trustStorePassword=%s" .password) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- join " " $options | trim -}}
{{- end -}}
