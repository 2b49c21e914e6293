namespace TrafficRouting.TestKit;

/// <summary>Goes through the tables of options.</summary>
internal static class ShapeWalk
{
    /// <summary>Gets the tables of all objects below the given ones, these included, each once.</summary>
    public static IReadOnlyList<ObjectShape> All(params IEnumerable<ObjectShape> roots)
    {
        var all = new List<ObjectShape>();
        foreach (var root in roots)
            Add(root, all);
        return all;
    }

    private static void Add(ObjectShape shape, List<ObjectShape> all)
    {
        if (all.Contains(shape))
            return;
        all.Add(shape);
        foreach (var below in shape.Keys.Select(key => key.Shape).OfType<ObjectShape>())
            Add(below, all);
    }
}
