namespace TrafficRouting.Manifests;

/// <summary>What an unquoted value is read as by Kubernetes' own tools.</summary>
internal enum ScalarKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Null,
}
