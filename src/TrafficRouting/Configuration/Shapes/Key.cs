using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>A line of an object's table: all that is to be said about one key.</summary>
/// <param name="name">The key, which is the name of the property too.</param>
/// <param name="text">What it is for, in one line.</param>
internal abstract class Key(string name, string text)
{
    public string Name { get; } = name;

    /// <summary>Gets what is written there, or in each entry of a map or a list; null for what only code can set.</summary>
    public abstract Shape? Shape { get; }

    public string Text { get; } = text;

    public abstract KeyForm Form { get; }

    /// <summary>Gets what an object says here when nothing is given; null for nothing.</summary>
    public virtual object? Default => null;

    /// <summary>Gets what the names of a map's entries may be; null for any text.</summary>
    public virtual ScalarShape? Names => null;

    /// <summary>Tells whether an object says something here.</summary>
    public abstract bool IsGiven(object owner);

    /// <summary>Takes an object back to what it says by default.</summary>
    public abstract void Reset(object owner);

    public abstract void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings);

    public abstract JsonNode? Write(object owner);

    public abstract bool Check(Scope scope, object owner);

    public abstract bool Same(object left, object right);

    /// <summary>Copies it to an object that was just created.</summary>
    /// <param name="from">The object it is copied from.</param>
    /// <param name="to">The new object.</param>
    /// <param name="deep">Whether what is below is copied too, instead of being shared.</param>
    public abstract void Copy(object from, object to, bool deep);
}
