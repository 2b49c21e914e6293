namespace TrafficRouting.Cli;

/// <summary>What the tool ends with.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Something was found: errors, failed cases, differences.</summary>
    public const int Found = 1;

    /// <summary>The call itself is wrong.</summary>
    public const int Usage = 2;
}
