using NuGet.Packaging.Licenses;

namespace TrafficRouting.Packages.Tests;

/// <summary>Under which licenses a package may be used here: those that ask for no more than to be named.</summary>
internal static class LicenseRules
{
    private static readonly HashSet<string> Permissive = new(StringComparer.Ordinal)
    {
        "MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib", "Unlicense", "PostgreSQL", "MS-PL",
    };

    /// <summary>Whether an SPDX expression leaves a way to use the package under permissive licenses alone.</summary>
    public static bool Accept(string expression) => Accept(NuGetLicenseExpression.Parse(expression));

    private static bool Accept(NuGetLicenseExpression expression) => expression switch
    {
        NuGetLicense license => Permissive.Contains(license.Identifier),
        WithOperator with => Accept(with.License),
        LogicalOperator { LogicalOperatorType: LogicalOperatorType.Or } or => Accept(or.Left) || Accept(or.Right),
        LogicalOperator and => Accept(and.Left) && Accept(and.Right),
        _ => false,
    };
}
