using System.Globalization;
using System.Text;
using Provenance.Engine.History;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.Metric;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Metric.Simulation;

/// <summary>A real repository of members that are written, moved, reformatted, taken back and deleted by plan, and the cells that the plan amounts to.</summary>
internal sealed class ScriptedHistory
{
    public const int Days = 420;
    private static readonly DateTimeOffset Start = new(2023, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestRepository repository;
    private readonly RandomStream random;
    private readonly List<Member> members = [];
    private readonly SortedDictionary<string, int> files = new(StringComparer.Ordinal);
    private int parent;

    public ScriptedHistory(TestRepository repository, ulong seed)
    {
        this.repository = repository;
        random = new RandomStream(seed);
        Commit(0, "Begin", [("src/Shop/Shop.csproj", "<Project />\n")]);
        for (var day = 1; day < Days; day++)
        {
            Live(day);
        }

        // The clock stops where the plan does.
        Commit(Days, "Note", [("README.md", "End\n")]);
        repository.Import();
    }

    public long EndSeconds => At(Days);

    /// <summary>One per member that was there when its day ended, as whoever planned it would count.</summary>
    public LifeCell[] Truth => [.. members.Where(member => member.Death != member.Birth).Select(member => member.Death is { } death
        ? CellTables.Dead(DayOf(member.Birth), DayOf(death) - DayOf(member.Birth), Units(member), member.Label, DeathCause.Deleted)
        : CellTables.Living(DayOf(member.Birth), Units(member), member.Label))];

    private void Live(int day)
    {
        if (random.Chance(0.3))
        {
            Write(day);
        }

        if (random.Chance(0.25))
        {
            // Agent code goes three times as fast.
            Kill(day, members.Where(m => m.Death is null && random.Chance(m.Label == Label.Human ? 0.01 : 0.03)).ToList());
        }

        if (files.Count == 0)
        {
            return;
        }

        if (random.Chance(0.02))
        {
            var (path, number) = files.ElementAt(random.Below(files.Count));
            files.Remove(path);
            var moved = $"src/Shop/Moved{day}.cs";
            files.Add(moved, number);
            Commit(day, "Move", [(path, null), (moved, TextOf(number))]);
        }

        if (random.Chance(0.02))
        {
            var (path, number) = files.ElementAt(random.Below(files.Count));
            Commit(day, "Format", [(path, TextOf(number).Replace("    ", "\t", StringComparison.Ordinal).Replace(" {", "\n\t{", StringComparison.Ordinal))]);
            Commit(day, "Format back", [(path, TextOf(number))]);
        }

        if (random.Chance(0.02))
        {
            var (path, number) = files.ElementAt(random.Below(files.Count));
            Commit(day, "Remove", [(path, null)]);
            Commit(day, "Revert \"Remove\"", [(path, TextOf(number))]);
        }
    }

    private void Write(int day)
    {
        var isAgent = random.Chance(0.5);
        // One agent commit in four has lost its trailer.
        var isTold = random.Chance(0.75);
        var number = files.Count == 0 || random.Chance(0.5) ? day : files.ElementAt(random.Below(files.Count)).Value;
        var path = files.FirstOrDefault(file => file.Value == number).Key ?? $"src/Shop/Part{day}.cs";
        files[path] = number;
        for (var i = 1 + random.Below(4); i > 0; i--)
        {
            members.Add(new(members.Count, number, day, isAgent && isTold ? Label.Agent : Label.Unknown));
        }

        var trailer = isAgent && isTold ? "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n" : "\n";
        Commit(day, "Write" + trailer, [(path, TextOf(number))]);
    }

    private void Kill(int day, List<Member> victims)
    {
        foreach (var member in victims)
        {
            member.Death = day;
        }

        var changed = victims.Select(v => v.File).ToHashSet();
        if (changed.Count > 0)
        {
            Commit(day, "Clean up", [.. files.Where(file => changed.Contains(file.Value)).Select(file => (file.Key, (string?)TextOf(file.Value)))]);
        }
    }

    private void Commit(int day, string message, (string, string?)[] changes)
    {
        var commit = TestCommit.OfText(message, DateTimeOffset.FromUnixTimeSeconds(At(day)), changes);
        parent = parent == 0 ? repository.Commit(commit) : repository.Commit(commit, parent);
    }

    /// <summary>Members and nothing around them: every unit is some member's.</summary>
    private string TextOf(int number)
    {
        var text = new StringBuilder();
        foreach (var member in members.Where(m => m.File == number && m.Death is null))
        {
            text.Append(TextOf(member));
        }

        return text.ToString();
    }

    /// <summary>No two members have a line in common.</summary>
    private static string TextOf(Member member)
    {
        var n = member.Number.ToString(CultureInfo.InvariantCulture);
        var lines = Enumerable.Range(0, 3 + (member.Number % 5)).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"    total{n}x{i} += {VariedCode.Expression((member.Number * 10) + i, $"rate{n}x{i}")};\n"));
        return $"static int Compute{n}(int index{n}) {{\n{string.Concat(lines)}    return total{n}x0;\n}}\n";
    }

    private static long Units(Member member)
    {
        var buffer = new TokenBuffer();
        new TokenScanner().Scan(Encoding.UTF8.GetBytes(TextOf(member)), buffer);
        return Enumerable.Range(0, buffer.Count).Count(i => !buffer.IsStructural(i));
    }

    /// <summary>The metric's clock counts days.</summary>
    private static long DayOf(int day) => new DateTimeOffset(Start.Date, TimeSpan.Zero).AddDays(day).ToUnixTimeSeconds();

    private static long At(int day) => Start.AddDays(day).ToUnixTimeSeconds();

    private sealed record Member(int Number, int File, int Birth, Label Label)
    {
        public int? Death { get; set; }
    }
}
