using System.Text;

namespace Provenance.Benchmarks.Generation;

/// <summary>A class in a file: members that come, change, move and go, about as many as at the start.</summary>
internal sealed class GeneratedFile
{
    public const int TypicalMembers = 11;

    private readonly List<GeneratedMember> _members = [];

    public GeneratedFile(string area, string typeName, StableRandom random)
    {
        Area = area;
        TypeName = typeName;
        var count = (TypicalMembers / 2) + random.Next(TypicalMembers);
        for (var i = 0; i < count; i++)
        {
            _members.Add(GeneratedMember.Create(random));
        }
    }

    public string Area { get; set; }

    public string TypeName { get; set; }

    public string Path => $"src/{Area}/{TypeName}.cs";

    public byte[] Content()
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\n\nnamespace ").Append(Area).Append(";\n\npublic sealed class ").Append(TypeName).Append("\n{\n");
        for (var i = 0; i < _members.Count; i++)
        {
            text.Append(i == 0 ? "" : "\n");
            _members[i].Write(text);
        }

        return Encoding.UTF8.GetBytes(text.Append("}\n").ToString());
    }

    /// <summary>Edits statements, or adds or removes a member so that the file keeps its size in the long run.</summary>
    public void Edit(StableRandom random)
    {
        if (_members.Count > 0 && random.Chance(0.6) && random.Pick(_members).Edit(random))
        {
            return;
        }

        if (_members.Count > 1 && random.Chance(0.15))
        {
            Insert(Take(random), random);
        }
        else if (random.Chance(1 - (_members.Count / (2.0 * TypicalMembers))))
        {
            Insert(GeneratedMember.Create(random), random);
        }
        else
        {
            _members.RemoveAt(random.Next(_members.Count));
        }
    }

    /// <summary>Moves a member to another file.</summary>
    public void Move(GeneratedFile target, StableRandom random)
    {
        if (_members.Count > 0)
        {
            target.Insert(Take(random), random);
        }
    }

    private GeneratedMember Take(StableRandom random)
    {
        var at = random.Next(_members.Count);
        var member = _members[at];
        _members.RemoveAt(at);
        return member;
    }

    private void Insert(GeneratedMember member, StableRandom random) => _members.Insert(random.Next(_members.Count + 1), member);
}
