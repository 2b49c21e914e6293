namespace TrafficRouting.Kubernetes;

/// <summary>The rights that rollouts need, as lines of a Role.</summary>
internal static class RolloutRights
{
    public const string Store = """
        - apiGroups: [""]
          resources: ["configmaps"]
          verbs: ["get", "list", "watch", "create", "patch", "delete"]
        - apiGroups: ["coordination.k8s.io"]
          resources: ["leases"]
          verbs: ["get", "create", "patch"]
        """;

    public const string Events = """
        - apiGroups: [""]
          resources: ["services"]
          verbs: ["get"]
        - apiGroups: [""]
          resources: ["events"]
          verbs: ["create"]
        """;
}
