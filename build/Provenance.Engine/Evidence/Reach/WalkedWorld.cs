using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>The walked assemblies of one artifact.</summary>
internal sealed class WalkedWorld : IDisposable
{
    private readonly List<WalkedModule> _modules = [];
    private readonly Dictionary<string, WalkedModule> _names = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<WalkedModule> Modules => _modules;

    /// <summary>False when the image is no managed assembly that can be read.</summary>
    public bool TryAdd(ReachImage image)
    {
        PEReader? reader = null;
        try
        {
            reader = new PEReader(image.Image);
            if (!reader.HasMetadata)
            {
                reader.Dispose();
                return false;
            }

            var module = new WalkedModule(this, reader, image.IsRoot);
            _modules.Add(module);

            // Of two assemblies of one name the first is the one that is meant; both are walked.
            _names.TryAdd(module.Name, module);
            return true;
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            reader?.Dispose();
            return false;
        }
    }

    public WalkedModule? Find(string assembly) => _names.GetValueOrDefault(assembly);

    /// <summary>A type by name, with or without its assembly: <c>Acme.Plugin, Acme</c>.</summary>
    public WalkedType? FindType(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var name = (comma < 0 ? text : text[..comma]).Trim();
        var assembly = comma < 0 ? null : text[(comma + 1)..].Split(',')[0].Trim();
        return assembly is not null
            ? Find(assembly)?.Find(name)
            : _modules.Select(module => module.Find(name)).FirstOrDefault(type => type is not null);
    }

    public void Dispose() => _modules.ForEach(module => module.Image.Dispose());
}
