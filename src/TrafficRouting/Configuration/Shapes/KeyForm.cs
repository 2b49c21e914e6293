namespace TrafficRouting;

/// <summary>What is written under a key.</summary>
internal enum KeyForm
{
    /// <summary>One value or object.</summary>
    Value,

    /// <summary>A map of values or objects by name.</summary>
    Map,

    /// <summary>A list of values or objects.</summary>
    List,

    /// <summary>Nothing that can be written.</summary>
    Code,
}
