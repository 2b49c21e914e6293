using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.TestKit;

/// <summary>Files that a test edits, whose readers are told at once and on the same thread. A file without content is not there.</summary>
public sealed class EditableFiles : IFileProvider
{
    private readonly ConcurrentDictionary<string, string?> _contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConfigurationReloadToken> _tokens = new(StringComparer.Ordinal);

    public string? this[string name]
    {
        get => _contents.GetValueOrDefault(name);
        set
        {
            _contents[name] = value;
            if (!_tokens.TryRemove(name, out var token))
                return;
            try
            {
                token.OnReload();
            }
            catch (AggregateException)
            {
                // A provider that cannot read its file throws at its watcher, where nobody hears it.
            }
        }
    }

    /// <summary>Adds a JSON file to a configuration, read again on each edit.</summary>
    public void AddTo(IConfigurationBuilder configuration, string name, bool optional = false) => configuration.AddJsonFile(source =>
    {
        source.FileProvider = this;
        source.Path = name;
        source.Optional = optional;
        source.ReloadOnChange = true;
        source.ReloadDelay = 0;
    });

    /// <summary>Adds a file of another format to a configuration, read again on each edit.</summary>
    public void AddTo<TSource>(IConfigurationBuilder configuration, string name)
        where TSource : FileConfigurationSource, new() => configuration.Add<TSource>(source =>
    {
        source.FileProvider = this;
        source.Path = name;
        source.ReloadOnChange = true;
        source.ReloadDelay = 0;
    });

    public IFileInfo GetFileInfo(string subpath) => new EditableFile(subpath, this[subpath]);

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => _tokens.GetOrAdd(filter, _ => new());

    private sealed class EditableFile(string name, string? content) : IFileInfo
    {
        public bool Exists => content is not null;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => default;

        public long Length => content?.Length ?? -1;

        public string Name => name;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => new MemoryStream(Encoding.UTF8.GetBytes(content ?? throw new FileNotFoundException(name)));
    }
}
