using System.Text;
using System.Text.Json;

namespace TrafficRouting.Cli;

/// <summary>Where the keys of a JSON text are written, by configuration path.</summary>
internal sealed class JsonPlaces
{
    // As deep as .NET's configuration reads; documents may be deeper.
    private const int SettingsDepth = 64;

    private readonly Dictionary<string, (int Line, int Column)> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _bytes;
    private readonly string _name;
    private int _line = 1;
    private int _lineStart;
    private int _scanned;

    public JsonPlaces(InputText input)
    {
        _name = input.Name;
        _bytes = Encoding.UTF8.GetBytes(input.Text);
        Read();
    }

    /// <summary>Gets what is wrong with the text itself, or null.</summary>
    public Finding? Problem { get; private set; }

    /// <summary>Gets what keeps the text from being settings, or null.</summary>
    public Finding? SettingsProblem { get; private set; }

    /// <summary>Tells whether the text is an object with a key.</summary>
    public bool Has(string key) => _places.ContainsKey(key);

    /// <summary>Finds a path, or the nearest above it that is written here.</summary>
    public (SourceLocation Location, int Depth)? Find(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf(':', end - 1))
        {
            if (_places.TryGetValue(path[..end], out var place))
                return (new(_name, place.Line, place.Column), end);
        }

        return null;
    }

    private void Read()
    {
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 256 });
        try
        {
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
                SettingsProblem = new(FindingSeverity.Error, "", "Settings are a JSON object.", new(_name, 1, 1));
            Value(ref reader, "");
            while (reader.Read())
            {
            }
        }
        catch (JsonException exception)
        {
            var message = exception.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            Problem = new(FindingSeverity.Error, "", $"Is not JSON: {message}", new(_name, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1));
        }
        catch (InvalidOperationException exception)
        {
            // Half of a character that takes two escapes.
            Problem = new(FindingSeverity.Error, "", $"Is not JSON: {exception.Message}", Locate(reader.TokenStartIndex));
        }
    }

    private void Value(ref Utf8JsonReader reader, string path)
    {
        if (reader.CurrentDepth >= SettingsDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            SettingsProblem ??= new(FindingSeverity.Error, "", $"Is nested deeper than {Text.Of(SettingsDepth)} levels, which .NET's configuration does not read.", Locate(reader.TokenStartIndex));
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var key = Text.Join(path, reader.GetString()!);
                Note(key, reader.TokenStartIndex);
                reader.Read();
                Value(ref reader, key);
            }
        }
        else if (reader.TokenType is JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
            {
                var key = Text.Join(path, Text.Of(i));
                Note(key, reader.TokenStartIndex);
                Value(ref reader, key);
            }
        }
        else if (reader.TokenType is JsonTokenType.String)
        {
            _ = reader.GetString();
        }
    }

    private void Note(string key, long index)
    {
        var location = Locate(index);
        if (!_places.TryAdd(key, (location.Line, location.Column)))
            Problem ??= new(FindingSeverity.Error, key, "Is written twice in one object. Remove one.", location);
    }

    // Called for places that come one after the other.
    private SourceLocation Locate(long index)
    {
        for (; _scanned < index; _scanned++)
        {
            if (_bytes[_scanned] == '\n')
                (_line, _lineStart) = (_line + 1, _scanned + 1);
        }

        return new(_name, _line, Encoding.UTF8.GetCharCount(_bytes.AsSpan(_lineStart, (int)index - _lineStart)) + 1);
    }
}
