{{/* The port of a URL. */}}
{{- define "patchbay.port" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $port | default (ternary "80" "443" (eq $url.scheme "http")) -}}
{{- end -}}

{{/* The ports that backends and the issuer of tokens are called at. */}}
{{- define "patchbay.platformPorts" -}}
{{- $urls := list -}}
{{- range $_, $backend := .Values.patchbay.backends -}}
{{- $urls = concat $urls (list (get $backend "base-url") (get $backend "config-api-url") (get ($backend.auth | default dict) "token-uri")) -}}
{{- end -}}
{{- $urls = concat $urls (list .Values.jwt.issuerUri .Values.jwt.jwkSetUri) -}}
{{- $ports := list -}}
{{- range $url := compact $urls -}}
{{- $ports = append $ports (include "patchbay.port" $url | int) -}}
{{- end -}}
{{- toYaml (dict "ports" ($ports | uniq | sortAlpha)) -}}
{{- end -}}

{{/* The ports of Redis. */}}
{{- define "patchbay.redisPorts" -}}
{{- $ports := list -}}
{{- if eq .Values.patchbay.store "redis" -}}
{{- $ports = list .Values.redis.port -}}
{{- range $node := concat .Values.redis.sentinel.nodes .Values.redis.cluster.nodes -}}
{{- $ports = append $ports (regexFind "[0-9]+$" $node) -}}
{{- end -}}
{{- end -}}
{{- $numbers := list -}}
{{- range $port := $ports }}{{ $numbers = append $numbers (int $port) }}{{ end -}}
{{- toYaml (dict "ports" ($numbers | uniq | sortAlpha)) -}}
{{- end -}}
