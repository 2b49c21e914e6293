using System.Text.Json.Nodes;

namespace TrafficRouting;

/// <summary>What only code can set, such as a delegate. An override of other keys keeps it.</summary>
internal sealed class CodeKey<T>(string name, Func<T, object?> get, Action<T, object?> set, string text) : Key(name, text)
    where T : class, new()
{
    public override Shape? Shape => null;

    public override KeyForm Form => KeyForm.Code;

    public override bool IsGiven(object owner) => get((T)owner) is not null;

    public override void Reset(object owner) => set((T)owner, null);

    public override void Read(SectionNode node, ref Draft draft, ICollection<Finding> findings) =>
        findings.Add(new(FindingSeverity.Error, node.Path, "Only code can set this."));

    public override JsonNode? Write(object owner) => null;

    public override bool Check(Scope scope, object owner) => true;

    public override bool Same(object left, object right) => Equals(get((T)left), get((T)right));

    public override void Copy(object from, object to, bool deep) => set((T)to, get((T)from));
}
