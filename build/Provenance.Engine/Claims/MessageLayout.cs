using System.Collections.Immutable;

namespace Provenance.Engine.Claims;

/// <summary>A run of lines read as one: fences do not reach beyond it.</summary>
/// <param name="Start">First line.</param>
/// <param name="End">The line after the last.</param>
/// <param name="IsCounted">A squash section that stands for a commit of its own.</param>
internal readonly record struct MessageRegion(int Start, int End, ClaimPosition Position, bool IsCounted);

/// <summary>How a message is built: its subject, and what a squash of several commits left of each.</summary>
internal sealed class MessageLayout
{
    private MessageLayout(MessageShape shape, int subject, ImmutableArray<MessageRegion> regions, int lastBlock)
    {
        Shape = shape;
        Subject = subject;
        Regions = regions;
        LastBlock = lastBlock;
    }

    public MessageShape Shape { get; }

    /// <summary>The first line that is not blank, or -1.</summary>
    public int Subject { get; }

    /// <summary>Everything under the subject but section titles and the divider, from top to bottom.</summary>
    public ImmutableArray<MessageRegion> Regions { get; }

    private int LastBlock { get; }

    /// <summary>Sections that stand for a commit of their own.</summary>
    public IEnumerable<int> CountedSections => Regions.Where(region => region.IsCounted).Select(region => region.Position.Section);

    /// <summary>The position of a line of a region: in a plain message the last block is told from the paragraphs above it.</summary>
    public ClaimPosition PositionOf(int line, MessageRegion region) =>
        region.Position.Kind == PositionKind.OtherParagraph && line >= LastBlock ? new ClaimPosition(PositionKind.LastBlock) : region.Position;

    public static MessageLayout Of(MessageText text, Registry registry)
    {
        var subject = 0;
        while (subject < text.Count && text.IsBlank(subject))
        {
            subject++;
        }

        if (subject == text.Count)
        {
            return new MessageLayout(MessageShape.Plain, -1, [], 0);
        }

        var divider = SquashForm.FindDivider(text, subject + 1, registry);
        var bodyEnd = divider < 0 ? text.Count : divider;
        var titles = SquashForm.FindTitles(text, subject + 1, bodyEnd, registry);
        var isSquash = divider >= 0 ? titles.Count >= 1 : titles.Count >= 2 && SquashForm.EndsWithPullRequest(text[subject]);
        if (!isSquash)
        {
            titles.Clear();
        }

        var shape = isSquash ? MessageShape.Sections : divider >= 0 ? MessageShape.Divider : MessageShape.Plain;
        var regions = ImmutableArray.CreateBuilder<MessageRegion>(titles.Count + 2);
        var aboveTitles = new ClaimPosition(shape == MessageShape.Plain ? PositionKind.OtherParagraph : PositionKind.Preface);
        regions.Add(new MessageRegion(subject + 1, titles.Count > 0 ? titles[0] : bodyEnd, aboveTitles, false));
        for (var i = 0; i < titles.Count; i++)
        {
            regions.Add(new MessageRegion(
                titles[i] + 1,
                i + 1 < titles.Count ? titles[i + 1] : bodyEnd,
                new ClaimPosition(PositionKind.SquashSection, i + 1),
                SquashForm.IsCounted(text[titles[i]])));
        }

        if (divider >= 0)
        {
            regions.Add(new MessageRegion(divider + 1, text.Count, new ClaimPosition(PositionKind.Hoisted), false));
        }

        return new MessageLayout(shape, subject, regions.ToImmutable(), FindLastBlock(text));
    }

    private static int FindLastBlock(MessageText text)
    {
        var line = text.Count - 1;
        while (line > 0 && text.IsBlank(line))
        {
            line--;
        }

        while (line > 0 && !text.IsBlank(line - 1))
        {
            line--;
        }

        return line;
    }
}
