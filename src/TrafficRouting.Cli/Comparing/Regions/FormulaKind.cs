namespace TrafficRouting.Cli;

/// <summary>How the parts of a formula belong together.</summary>
internal enum FormulaKind
{
    Clause,
    All,
    Any,
    None,
}
