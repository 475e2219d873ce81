{{- define "patchbay.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* Short enough for the longest suffix, "-management". */}}
{{- define "patchbay.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "patchbay.name" . -}}
{{- ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "patchbay.managementName" -}}
{{- include "patchbay.fullname" . -}}-management
{{- end -}}

{{- define "patchbay.selectorLabels" -}}
app.kubernetes.io/name: {{ include "patchbay.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end -}}

{{- define "patchbay.labels" -}}
{{- $own := dict
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_")
  "app.kubernetes.io/version" (.Values.image.tag | default .Chart.AppVersion | trunc 63)
  "app.kubernetes.io/managed-by" .Release.Service
  "app.kubernetes.io/part-of" "patchbay" -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.commonLabels) $own (include "patchbay.selectorLabels" . | fromYaml)) -}}
{{- end -}}

{{/* The metadata of everything: (dict "root" $ "name" ... "component" ... "labels" ... "annotations" ... "namespace" ...), all but root optional. */}}
{{- define "patchbay.metadata" -}}
{{- $root := .root -}}
{{- $labels := include "patchbay.labels" $root | fromYaml -}}
{{- if .component }}{{ $_ := set $labels "app.kubernetes.io/component" .component }}{{ end -}}
{{- $annotations := merge (dict) (.annotations | default dict) $root.Values.commonAnnotations -}}
name: {{ .name | default (include "patchbay.fullname" $root) }}
namespace: {{ .namespace | default $root.Release.Namespace }}
labels:
  {{- toYaml (mergeOverwrite (dict) (.labels | default dict) $labels) | nindent 2 }}
{{- with $annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "patchbay.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "patchbay.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "patchbay.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* "true" when there may be more than one replica. */}}
{{- define "patchbay.replicated" -}}
{{- if or (and .Values.autoscaling.enabled (gt (int .Values.autoscaling.maxReplicas) 1)) (and (not .Values.autoscaling.enabled) (gt (int .Values.replicaCount) 1)) -}}
true
{{- end -}}
{{- end -}}

{{/* "true" when values may come from where this chart cannot look. */}}
{{- define "patchbay.unseen" -}}
{{- if or .Values.extraEnv .Values.extraEnvFrom .Values.extraArgs .Values.secrets.config.name -}}
true
{{- end -}}
{{- end -}}

{{/* The seconds of a duration as Spring Boot reads it: 500ms, 8s, PT1M30S. */}}
{{- define "patchbay.seconds" -}}
{{- $factors := dict "NS" 0.000000001 "US" 0.000001 "MS" 0.001 "S" 1.0 "M" 60.0 "H" 3600.0 "D" 86400.0 -}}
{{- $seconds := 0.0 -}}
{{- range $part := regexFindAll "[0-9.]+(NS|US|MS|[SMHD])" (upper .) -1 -}}
{{- $seconds = addf $seconds (mulf (regexFind "^[0-9.]+" $part | float64) (get $factors (regexFind "[A-Z]+$" $part))) -}}
{{- end -}}
{{- $seconds -}}
{{- end -}}
