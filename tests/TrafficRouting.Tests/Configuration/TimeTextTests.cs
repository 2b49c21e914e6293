using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Times have one form, and that is the one of the schema.</summary>
public sealed class TimeTextTests
{
    private static readonly string[] Parts = ["0", "00", "1", "05", "23", "24", "59", "60", "12345678", "123456789", ":", ":", ":", ".", "-", " ", "+", "\n", "1:02:03"];

    [Property(MaxTest = 5_000)]
    public Property Time_OfAnyText_IsReadWhereTheSchemaAllowsIt() => Prop.ForAll(
        Gen.OneOf(
            Gen.Elements(Parts).ArrayOf().Resize(9).Select(string.Concat),
            from days in Gen.Elements("", "", "1.", "0.", "12345678.", "123456789.", "-1.", ".")
            from clock in Gen.Elements("00", "05", "23", "24", "1", "001").ArrayOf(3)
            from rest in Gen.Elements("", "", ".", ".5", ".1234567", ".12345678", " ", "\n", "Z")
            select days + string.Join(':', clock) + rest).ToArbitrary(),
        text => (Scalars.Wait.Parse(text) is TimeSpan) == (Regex.IsMatch(text, Scalars.Wait.Pattern!.Replace("$", "\\z", StringComparison.Ordinal)) && IsInRange(text)));

    // TimeSpan ends at some ten million days.
    private static bool IsInRange(string text) => !int.TryParse(text.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days < 10_675_199;
}
