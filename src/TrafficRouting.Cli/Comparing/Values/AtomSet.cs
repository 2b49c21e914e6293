using System.Numerics;

namespace TrafficRouting.Cli;

/// <summary>A set of values of one field, by their index. Immutable.</summary>
internal sealed class AtomSet
{
    private const int WordSize = 64;

    private readonly ulong[] _words;

    private AtomSet(ulong[] words)
    {
        _words = words;
        Count = words.Sum(BitOperations.PopCount);
    }

    public int Count { get; }

    /// <summary>Gets the lowest index, or -1.</summary>
    public int First
    {
        get
        {
            var word = Array.FindIndex(_words, w => w != 0);
            return word < 0 ? -1 : (word * WordSize) + BitOperations.TrailingZeroCount(_words[word]);
        }
    }

    public static AtomSet Of(int count, Func<int, bool> contains)
    {
        var words = new ulong[(count + WordSize - 1) / WordSize];
        for (var i = 0; i < count; i++)
        {
            if (contains(i))
                words[i / WordSize] |= 1UL << (i % WordSize);
        }

        return new(words);
    }

    public bool Contains(int index) => (_words[index / WordSize] >> (index % WordSize) & 1) != 0;

    public AtomSet And(AtomSet other) => new([.. _words.Zip(other._words, (one, two) => one & two)]);

    public AtomSet Without(AtomSet other) => new([.. _words.Zip(other._words, (one, two) => one & ~two)]);
}
