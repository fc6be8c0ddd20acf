namespace Provenance.Testing;

/// <summary>The objects of a repository, each in a file of its own that a test can take away, damage and put back.</summary>
public sealed class LooseObjects
{
    private readonly TestRepository _repository;
    private readonly Dictionary<string, byte[]> _whole = new(StringComparer.Ordinal);

    private LooseObjects(TestRepository repository) => _repository = repository;

    /// <summary>Takes the packs of a repository apart.</summary>
    public static LooseObjects Of(TestRepository repository)
    {
        var folder = repository.PathOf(".git/objects/pack");
        var packs = Directory.GetFiles(folder, "*.pack").Select(File.ReadAllBytes).ToArray();
        if (packs.Length > 0)
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var pack in packs)
        {
            TestRepository.RunGit(repository.Root, pack, ["unpack-objects", "-q"]);
        }

        return new LooseObjects(repository);
    }

    public void Lose(string id)
    {
        Keep(id);
        File.Delete(PathOf(id));
    }

    /// <summary>Changes the checksum behind the text: git begins to hand the object out before it notices.</summary>
    public void Damage(string id)
    {
        var bytes = (byte[])Keep(id).Clone();
        bytes[^1] ^= 0xFF;
        Write(id, bytes);
    }

    /// <summary>Puts back what was lost or damaged.</summary>
    public void Restore(string id) => Write(id, _whole[id]);

    private byte[] Keep(string id)
    {
        if (!_whole.TryGetValue(id, out var bytes))
        {
            bytes = File.ReadAllBytes(PathOf(id));
            _whole.Add(id, bytes);
        }

        return bytes;
    }

    private void Write(string id, byte[] bytes)
    {
        // git writes them read-only.
        File.Delete(PathOf(id));
        File.WriteAllBytes(PathOf(id), bytes);
    }

    private string PathOf(string id) => _repository.PathOf($".git/objects/{id[..2]}/{id[2..]}");
}
