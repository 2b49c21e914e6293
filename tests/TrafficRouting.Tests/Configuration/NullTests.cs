using System.Collections;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Tests.Configuration;

/// <summary>Nulls in options written in code, wherever they stand, are errors with their path and nothing else.</summary>
public sealed class NullTests
{
    [Property]
    public Property Validate_ANullAnywhere_IsAnErrorWithItsPath() => Prop.ForAll(
        RandomOptions.Valid.ToArbitrary(),
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        (options, place) =>
        {
            var places = Places(options, "TrafficRouting").ToList();
            var (path, plant) = places[place % places.Count];
            plant();

            var error = Assert.Throws<OptionsValidationException>(() => RouteTable.Compile(options));

            Assert.StartsWith(path + ": ", Assert.Single(error.Failures), StringComparison.Ordinal);
        });

    [Fact]
    public void Validate_SeveralNulls_AreAllReported()
    {
        var options = new TrafficRoutingOptions { Mirroring = null! };
        options.Backends["a"] = null!;
        options.Services["s"] = new() { Hosts = { null! }, Routes = { ["r"] = new() { Matches = { null! } } } };

        var error = Assert.Throws<OptionsValidationException>(() => RouteTable.Compile(options));

        Assert.Equal(
            ["Backends:a", "Services:s:Hosts:0", "Services:s:Routes:r:Matches:0", "Mirroring"],
            error.Failures.Select(f => f["TrafficRouting:".Length..f.IndexOf(": ", StringComparison.Ordinal)]));
    }

    // Every entry of every list and dictionary of references, found by reflection so that a new option is not forgotten.
    private static IEnumerable<(string Path, Action Plant)> Places(object options, string path)
    {
        if (options is TrafficRoutingOptions root)
            yield return ($"{path}:Mirroring", () => root.Mirroring = null!);

        foreach (var property in options.GetType().GetProperties())
        {
            var at = $"{path}:{property.Name}";
            var value = property.GetValue(options);
            var children = value switch
            {
                IDictionary map when property.PropertyType.GetGenericArguments()[1].IsClass => map.Keys.Cast<object>().Select(key => ($"{at}:{key}", (Action)(() => map[key] = null), map[key]!)),
                IList list when property.PropertyType.GetGenericArguments()[0].IsClass => Enumerable.Range(0, list.Count)
                    .Select(i => ($"{at}:{i.ToString(CultureInfo.InvariantCulture)}", (Action)(() => list[i] = null), list[i]!)),
                not null and not string and not IEnumerable when value.GetType().Namespace == typeof(TrafficRoutingOptions).Namespace && value.GetType().IsClass => [(at, (Action)(() => { }), value)],
                _ => [],
            };
            foreach (var (childPath, plant, child) in children)
            {
                if (value is IEnumerable)
                    yield return (childPath, plant);
                if (child is string)
                    continue;
                foreach (var place in Places(child, childPath))
                    yield return place;
            }
        }
    }
}
