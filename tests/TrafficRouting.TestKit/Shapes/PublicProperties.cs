using System.Collections;
using System.Reflection;

namespace TrafficRouting.TestKit;

/// <summary>Options seen by reflection over their public properties, which knows nothing of the tables that read and write them.</summary>
internal static class PublicProperties
{
    /// <summary>Makes an object with random values in all its properties.</summary>
    public static object Random(Type type, Random random, int depth = 0)
    {
        var value = Activator.CreateInstance(type)!;
        foreach (var property in Of(type))
        {
            // What only code can set has no value that could be made up.
            var isOfCode = typeof(Delegate).IsAssignableFrom(property.PropertyType) || property.PropertyType == typeof(RequestPredicate);
            if (isOfCode || random.Next(2) == 0)
                continue;
            if (property.GetValue(value) is IDictionary map)
                Fill(map, property.PropertyType.GetGenericArguments()[1], random, depth);
            else if (property.GetValue(value) is IList list)
                Fill(list, property.PropertyType.GetGenericArguments()[0], random, depth);
            else if (Single(property.PropertyType, random, depth) is { } single)
                property.SetValue(value, single);
        }

        return value;
    }

    /// <summary>Gives the paths at which two objects differ.</summary>
    public static IEnumerable<string> Differences(object? left, object? right, string path = "")
    {
        if (left is null || right is null || left.GetType() != right.GetType() || left is string or ValueType or Delegate)
            return Equals(left, right) ? [] : [path];
        if (left is IDictionary map)
        {
            var keys = map.Keys.Cast<string>().Union(((IDictionary)right).Keys.Cast<string>());
            return keys.SelectMany(key => Differences(map[key], ((IDictionary)right)[key], $"{path}:{key}"));
        }

        if (left is IList list)
        {
            var other = (IList)right;
            return list.Count == other.Count ? Enumerable.Range(0, list.Count).SelectMany(i => Differences(list[i], other[i], $"{path}:{i}")) : [path];
        }

        return Of(left.GetType()).SelectMany(property => Differences(property.GetValue(left), property.GetValue(right), $"{path}:{property.Name}"));
    }

    /// <summary>Gives the paths of objects, maps and lists that two objects share.</summary>
    public static IEnumerable<string> Shared(object? left, object? right, string path = "")
    {
        if (left is null or string or ValueType or Delegate || right is null)
            return [];
        if (ReferenceEquals(left, right))
            return [path];
        return left switch
        {
            IDictionary map => map.Keys.Cast<object>().SelectMany(key => Shared(map[key], ((IDictionary)right)[key], $"{path}:{key}")),
            IList list => Enumerable.Range(0, list.Count).SelectMany(i => Shared(list[i], ((IList)right)[i], $"{path}:{i}")),
            _ => Of(left.GetType()).SelectMany(property => Shared(property.GetValue(left), property.GetValue(right), $"{path}:{property.Name}")),
        };
    }

    public static IEnumerable<PropertyInfo> Of(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    private static void Fill(IDictionary map, Type type, Random random, int depth)
    {
        for (var i = random.Next(3); i > 0; i--)
        {
            if (Single(type, random, depth) is { } value)
                map[$"name-{i}"] = value;
        }
    }

    private static void Fill(IList list, Type type, Random random, int depth)
    {
        for (var i = random.Next(3); i > 0; i--)
        {
            if (Single(type, random, depth) is { } value)
                list.Add(value);
        }
    }

    private static object? Single(Type type, Random random, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length));
        if (type == typeof(string))
            return $"text {random.Next()}";
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(int))
            return random.Next(int.MinValue, int.MaxValue);
        if (type == typeof(long))
            return random.NextInt64();
        if (type == typeof(double))
            return random.NextDouble() * 1000;
        if (type == typeof(TimeSpan))
            return new TimeSpan(random.NextInt64(TimeSpan.TicksPerDay * 100));
        return depth > 4 ? null : Random(type, random, depth + 1);
    }
}
