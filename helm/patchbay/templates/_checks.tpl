{{/* Finds what the schema cannot say, and tells all of it at once. */}}
{{- define "patchbay.checks" -}}
{{- $mistakes := concat
  (include "patchbay.backendMistakes" . | fromYaml).mistakes
  (include "patchbay.replicaMistakes" . | fromYaml).mistakes
  (include "patchbay.exposureMistakes" . | fromYaml).mistakes
  (include "patchbay.additionMistakes" . | fromYaml).mistakes
  (include "patchbay.watchingMistakes" . | fromYaml).mistakes -}}
{{- if $mistakes -}}
{{- fail (printf "\n\nThese values cannot work:\n  - %s\n" (join "\n  - " $mistakes)) -}}
{{- end -}}
{{- end -}}

{{- define "patchbay.backendMistakes" -}}
{{- $mistakes := list -}}
{{- $unseen := include "patchbay.unseen" . -}}
{{- $only := dict "config-api-url" (list "airbyte") "web-url" (list "airbyte") "page-parameter" (list "maestro") "sync-targets" (list "wallaroo" "maestro") -}}
{{- $onlyAuth := dict "client-id" (list "airbyte" "wallaroo") "client-secret" (list "airbyte" "wallaroo") "username" (list "wallaroo" "maestro")
  "password" (list "wallaroo" "maestro") "customer-name" (list "maestro") "token-uri" (list "wallaroo") -}}
{{- $pairs := dict "airbyte" (list "client-id" "client-secret") "wallaroo" (list "username" "password") "maestro" (list "username" "password") -}}
{{- range $name, $_ := .Values.secrets.backends -}}
{{- if not (hasKey $.Values.patchbay.backends $name) -}}
{{- $mistakes = append $mistakes (printf "secrets.backends.%s: there is no backend of this name in patchbay.backends" $name) -}}
{{- end -}}
{{- end -}}
{{- range $name, $backend := .Values.patchbay.backends -}}
{{- $place := printf "patchbay.backends.%s" $name -}}
{{- $platform := $backend.platform -}}
{{- range $key, $platforms := $only -}}
{{- if and (hasKey $backend $key) (not (has $platform $platforms)) -}}
{{- $mistakes = append $mistakes (printf "%s.%s: is for %s; remove it" $place $key (join " and " $platforms)) -}}
{{- end -}}
{{- end -}}
{{- $auth := $backend.auth | default dict -}}
{{- $written := omit $auth "mode" -}}
{{- range $key := list "token" "client-secret" "password" -}}
{{- if not (regexMatch "^([$][{][A-Za-z_][A-Za-z0-9_]*[}])?$" (get $auth $key)) -}}
{{- $mistakes = append $mistakes (printf "%s.auth.%s: credentials are not written here; name a Secret in secrets.backends.%s, or write ${NAME} and bring that variable with extraEnv or extraEnvFrom" $place $key $name) -}}
{{- end -}}
{{- end -}}
{{- $mounted := dict -}}
{{- with get $.Values.secrets.backends $name }}{{ $mounted = .keys }}{{ end -}}
{{- range $key := keys $written | sortAlpha -}}
{{- if hasKey $mounted $key -}}
{{- $mistakes = append $mistakes (printf "%s.auth.%s: is in secrets.backends.%s, too; keep one" $place $key $name) -}}
{{- end -}}
{{- end -}}
{{- $given := merge (dict) $written $mounted -}}
{{- if eq ($auth.mode | default "held") "caller" -}}
{{- if $given -}}
{{- $mistakes = append $mistakes (printf "%s.auth: with mode caller each caller brings its own credentials; remove %s" $place (keys $given | sortAlpha | join ", ")) -}}
{{- end -}}
{{- else -}}
{{- range $key, $platforms := $onlyAuth -}}
{{- if and (hasKey $given $key) (not (has $platform $platforms)) -}}
{{- $mistakes = append $mistakes (printf "%s.auth.%s: is not used with %s; remove it" $place $key $platform) -}}
{{- end -}}
{{- end -}}
{{- $pair := get $pairs $platform -}}
{{- $first := index $pair 0 -}}
{{- $second := index $pair 1 -}}
{{- if and (hasKey $given "token") (or (hasKey $given $first) (hasKey $given $second)) -}}
{{- $mistakes = append $mistakes (printf "%s.auth: has a token beside %s and %s; keep the one or the others" $place $first $second) -}}
{{- else if and (not $unseen) (ne (hasKey $given $first) (hasKey $given $second)) -}}
{{- $mistakes = append $mistakes (printf "%s.auth: %s and %s belong together, and %s is missing" $place $first $second (ternary $second $first (hasKey $given $first))) -}}
{{- else if and (not $unseen) (not (or (hasKey $given "token") (hasKey $given $first))) -}}
{{- $mistakes = append $mistakes (printf "%s.auth: there are no credentials; name a Secret with %s and %s, or with token, in secrets.backends.%s, or set auth.mode to caller" $place $first $second $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "mistakes" $mistakes) -}}
{{- end -}}

{{- define "patchbay.replicaMistakes" -}}
{{- $mistakes := list -}}
{{- $unseen := include "patchbay.unseen" . -}}
{{- $fingerprintKey := get (.Values.patchbay.redaction | default dict) "fingerprint-key" -}}
{{- if not (regexMatch "^([$][{][A-Za-z_][A-Za-z0-9_]*[}])?$" $fingerprintKey) -}}
{{- $mistakes = append $mistakes "patchbay.redaction.fingerprint-key: credentials are not written here; name a Secret in secrets.fingerprintKey" -}}
{{- end -}}
{{- if include "patchbay.replicated" . -}}
{{- if not (or .Values.secrets.fingerprintKey.name $fingerprintKey $unseen) -}}
{{- $mistakes = append $mistakes "secrets.fingerprintKey.name: several replicas need the same key of fingerprints; name a Secret that has one (kubectl create secret generic patchbay --from-literal=fingerprint-key=$(openssl rand -hex 32))" -}}
{{- end -}}
{{- end -}}
{{- with .Values.autoscaling -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) -}}
{{- $mistakes = append $mistakes (printf "autoscaling.minReplicas: %d is more than maxReplicas, which is %d" (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- if and .enabled (not .targetCPUUtilizationPercentage) (not .metrics) -}}
{{- $mistakes = append $mistakes "autoscaling.metrics: nothing says what to follow; set targetCPUUtilizationPercentage, or metrics" -}}
{{- end -}}
{{- if and .enabled .targetCPUUtilizationPercentage (not (or (dig "requests" "cpu" "" $.Values.resources) (dig "limits" "cpu" "" $.Values.resources))) -}}
{{- $mistakes = append $mistakes "autoscaling.targetCPUUtilizationPercentage: is a part of what is requested, and resources.requests.cpu is not set" -}}
{{- end -}}
{{- end -}}
{{- $redis := .Values.redis -}}
{{- $url := hasKey .Values.secrets.redis.keys "url" -}}
{{- $ways := 0 -}}
{{- range $way := list $redis.host $redis.sentinel.master $redis.cluster.nodes $url -}}
{{- if $way }}{{ $ways = add1 $ways }}{{ end -}}
{{- end -}}
{{- if eq .Values.patchbay.store "redis" -}}
{{- if and (eq (int $ways) 0) (not $unseen) -}}
{{- $mistakes = append $mistakes "redis.host: the store is redis, and nothing says where it is; set redis.host, redis.sentinel, redis.cluster, or url in secrets.redis.keys" -}}
{{- end -}}
{{- if gt (int $ways) 1 -}}
{{- $mistakes = append $mistakes "redis: keep one of redis.host, redis.sentinel, redis.cluster, and url in secrets.redis.keys" -}}
{{- end -}}
{{- if ne (empty $redis.sentinel.master) (empty $redis.sentinel.nodes) -}}
{{- $mistakes = append $mistakes "redis.sentinel: master and nodes belong together" -}}
{{- end -}}
{{- else if $ways -}}
{{- $mistakes = append $mistakes "patchbay.store: is memory, and Redis would not be used; set it to redis, or remove what is set for Redis" -}}
{{- end -}}
{{- if ne (empty .Values.secrets.redis.name) (empty .Values.secrets.redis.keys) -}}
{{- $mistakes = append $mistakes "secrets.redis: name and keys belong together" -}}
{{- end -}}
{{- toYaml (dict "mistakes" $mistakes) -}}
{{- end -}}

{{- define "patchbay.exposureMistakes" -}}
{{- $mistakes := list -}}
{{- if .Values.sandbox.enabled -}}
{{- if or .Values.ingress.enabled .Values.httpRoute.enabled (ne .Values.service.type "ClusterIP") -}}
{{- $mistakes = append $mistakes "sandbox.enabled: everybody knows its API key; leave ingress, httpRoute and other types of service than ClusterIP off, and use kubectl port-forward" -}}
{{- end -}}
{{- if .Values.patchbay.backends -}}
{{- $mistakes = append $mistakes "sandbox.enabled: it brings its own backends, and a key for all of them; remove patchbay.backends, or the sandbox" -}}
{{- end -}}
{{- end -}}
{{- if eq (int .Values.ports.http) (int .Values.ports.management) -}}
{{- $mistakes = append $mistakes "ports.management: is the port of the API, which would show health and metrics to its callers; choose another one" -}}
{{- end -}}
{{- if and .Values.service.externalTrafficPolicy (eq .Values.service.type "ClusterIP") -}}
{{- $mistakes = append $mistakes "service.externalTrafficPolicy: nothing comes to a Service of the type ClusterIP from outside; remove it, or change service.type" -}}
{{- end -}}
{{- if and .Values.service.nodePort (eq .Values.service.type "ClusterIP") -}}
{{- $mistakes = append $mistakes "service.nodePort: a Service of the type ClusterIP has none; remove it, or change service.type" -}}
{{- end -}}
{{- if and .Values.service.loadBalancerClass (ne .Values.service.type "LoadBalancer") -}}
{{- $mistakes = append $mistakes "service.loadBalancerClass: is for the type LoadBalancer; remove it, or change service.type" -}}
{{- end -}}
{{- if and .Values.service.loadBalancerSourceRanges (ne .Values.service.type "LoadBalancer") -}}
{{- $mistakes = append $mistakes "service.loadBalancerSourceRanges: keep nobody away but from a Service of the type LoadBalancer; use networkPolicy.ingress.from" -}}
{{- end -}}
{{- if and .Values.jwt.audiences (not (or .Values.jwt.issuerUri .Values.jwt.jwkSetUri (include "patchbay.unseen" .))) -}}
{{- $mistakes = append $mistakes "jwt.audiences: nothing says whose tokens are believed; set jwt.issuerUri" -}}
{{- end -}}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) -}}
{{- $mistakes = append $mistakes "httpRoute.parentRefs: names no Gateway; a route without one leads nowhere" -}}
{{- end -}}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) -}}
{{- $mistakes = append $mistakes "ingress.hosts: names no host; an Ingress without one would take the calls of all" -}}
{{- end -}}
{{- if and .Values.trustStore.configMapName .Values.trustStore.secretName -}}
{{- $mistakes = append $mistakes "trustStore: is in a ConfigMap or in a Secret; remove one of the names" -}}
{{- end -}}
{{- if and .Values.serviceAccount.name (eq .Values.serviceAccount.name "default") .Values.serviceAccount.create -}}
{{- $mistakes = append $mistakes "serviceAccount.name: default is there already; set create to false, or choose another name" -}}
{{- end -}}
{{- toYaml (dict "mistakes" $mistakes) -}}
{{- end -}}

{{- define "patchbay.additionMistakes" -}}
{{- $mistakes := list -}}
{{- if hasKey .Values.extraConfig "patchbay" -}}
{{- $mistakes = append $mistakes "extraConfig.patchbay: belongs under patchbay, where it is checked" -}}
{{- end -}}
{{- /* A line of YAML whose key tells of a secret, with another value than ${NAME}; or an address with a password in it. */}}
{{- range $line := splitList "\n" (toYaml .Values.extraConfig) -}}
{{- $key := regexFind "^[ -]*[^ :]+:" $line | trimSuffix ":" | trimAll " -" -}}
{{- $value := regexReplaceAll "^[ -]*[^ :]+:" $line "" | trimAll " \"'" -}}
{{- $secret := and (regexMatch "(?i)(password|passphrase|secret|token|credential|authorization|private-?key|api-?key)s?$" $key) (not (regexMatch "^([$][{][^{}]+[}])?$" $value)) -}}
{{- if or $secret (regexMatch "://[^/@ $]*:[^/@ $]+@" $value) -}}
{{- $mistakes = append $mistakes (printf "extraConfig: %s looks like a credential, which everybody could read in the ConfigMap; name a Secret in secrets, or write ${NAME} and bring that variable with extraEnv or extraEnvFrom" $key) -}}
{{- end -}}
{{- end -}}
{{- $ours := dict "SERVER_PORT" "ports.http" "MANAGEMENT_SERVER_PORT" "ports.management" "JAVA_TOOL_OPTIONS" "javaOptions" "SPRING_CONFIG_ADDITIONAL_LOCATION" "secrets.config or extraConfig" -}}
{{- range $variable := .Values.extraEnv -}}
{{- if hasKey $ours (get $variable "name") -}}
{{- $mistakes = append $mistakes (printf "extraEnv: %s is set by the chart; use %s" $variable.name (get $ours $variable.name)) -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "mistakes" $mistakes) -}}
{{- end -}}

{{- define "patchbay.watchingMistakes" -}}
{{- $mistakes := list -}}
{{- $interval := include "patchbay.seconds" .Values.serviceMonitor.interval | float64 -}}
{{- if .Values.serviceMonitor.enabled -}}
{{- if gt (include "patchbay.seconds" .Values.serviceMonitor.scrapeTimeout | float64) $interval -}}
{{- $mistakes = append $mistakes (printf "serviceMonitor.scrapeTimeout: %s is longer than the interval, which is %s" .Values.serviceMonitor.scrapeTimeout .Values.serviceMonitor.interval) -}}
{{- end -}}
{{- end -}}
{{- with .Values.prometheusRule -}}
{{- if .enabled -}}
{{- if not (or .selector $.Values.serviceMonitor.enabled) -}}
{{- $mistakes = append $mistakes "prometheusRule.selector: without the ServiceMonitor nothing tells which series are this release's, and PatchbayDown would never end; set serviceMonitor.enabled, or a selector such as job=\"patchbay\"" -}}
{{- end -}}
{{- if and $.Values.serviceMonitor.enabled (gt $interval 75.0) -}}
{{- $mistakes = append $mistakes (printf "serviceMonitor.interval: %s is too long for the alerts, which look back for five minutes and need four scrapes in them; set 75s at most" $.Values.serviceMonitor.interval) -}}
{{- end -}}
{{- $known := list -}}
{{- range ($.Files.Get "rules/patchbay.yaml" | fromYaml).groups }}{{ range .rules }}{{ $known = append $known .alert }}{{ end }}{{ end -}}
{{- range .disabled -}}
{{- if not (has . $known) -}}
{{- $mistakes = append $mistakes (printf "prometheusRule.disabled: there is no alert %s; there are %s" . (join ", " $known)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toYaml (dict "mistakes" $mistakes) -}}
{{- end -}}
