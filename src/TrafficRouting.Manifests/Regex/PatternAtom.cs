namespace TrafficRouting.Manifests;

/// <summary>A part of a translated pattern that a quantifier can follow.</summary>
/// <param name="Text">What matches it once.</param>
/// <param name="Repeated">What stands for it under <c>*</c> and <c>+</c>, where a character of two UTF-16 units may be matched unit by unit.</param>
/// <param name="IsSingle">Whether a quantifier can follow without parentheses.</param>
/// <param name="Repeats">How often its most repeated part is.</param>
internal readonly record struct PatternAtom(string Text, string Repeated, bool IsSingle, int Repeats = 1)
{
    public static PatternAtom Single(string text) => new(text, text, IsSingle: true);

    public static PatternAtom Grouped(string text, int repeats = 1) => new(text, text, IsSingle: true, repeats);

    /// <summary>An assertion, which matches no character.</summary>
    public static PatternAtom Assertion(string text) => new(text, text, IsSingle: false);

    public PatternAtom Quantified(string quantifier, bool isUnbounded, int times)
    {
        var inner = isUnbounded ? Repeated : Text;
        var text = $"{(IsSingle ? inner : $"(?:{inner})")}{quantifier}";
        return new(text, text, IsSingle: false, Repeats * times);
    }
}
