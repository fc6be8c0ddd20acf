using System.Globalization;
using System.Text.Json.Nodes;

namespace Provenance.Browser.Tests;

/// <summary>The report as a browser sees it.</summary>
[Trait("Category", "Browser")]
public sealed class PageTests(ReportPages pages) : IClassFixture<ReportPages>
{
    private const string Focused = "document.activeElement.closest('tr,button,input,h2')?.textContent ?? document.activeElement.tagName";

    [BrowserFact]
    public async Task OpenedFromDisk_AsksForNothingAndComplainsOfNothing()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());
        await page.EvalAsync("document.querySelectorAll('.tree tbody tr')[0].click()");

        Assert.Equal([new Uri(pages.Page).AbsoluteUri], page.Requests.Where(request => !request.StartsWith("data:", StringComparison.Ordinal)));
        Assert.Empty(page.Complaints);
    }

    /// <summary>Shown to refuse, so that silence means something.</summary>
    [BrowserFact]
    public async Task Policy_RefusesOtherScriptsStylesAndRequests()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());

        await page.EvalAsync("""
            (async () => {
              window.seen = new Set();
              document.addEventListener('securitypolicyviolation', e => window.seen.add(e.effectiveDirective));
              const script = document.createElement('script'); script.textContent = 'window.pwned = 1'; document.body.append(script);
              const style = document.createElement('style'); style.textContent = 'body{display:none}'; document.body.append(style);
              const image = new Image(); image.src = 'http://127.0.0.1:9/a.png'; document.body.append(image);
              const button = document.createElement('div'); button.setAttribute('onclick', 'window.pwned = 2'); document.body.append(button); button.click();
              await fetch('http://127.0.0.1:9/').catch(() => 0);
            })()
            """);
        await UntilAsync(page, "window.seen.size === 5");

        Assert.Equal("connect-src img-src script-src-attr script-src-elem style-src-elem undefined", await page.EvalAsync<string>("[...window.seen].sort().join(' ') + ' ' + typeof window.pwned"));
    }

    [BrowserFact]
    public async Task FirstScreen_AnswersHowMuchHowSureAndComparedWithWhat()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());

        var shown = await page.EvalAsync("[...document.querySelectorAll('h1,.hero h2,.fig,.verdict,.note')].map(e => [e.textContent, Math.ceil(e.getBoundingClientRect().bottom)])");
        var texts = shown!.AsArray().Select(item => item![0]!.GetValue<string>()).ToArray();
        Assert.Contains(texts, text => text.Contains("of what agents wrote is still on the mainline", StringComparison.Ordinal));
        Assert.Contains("Compared with what?", texts);
        Assert.Contains("How sure is that?", texts);
        Assert.All(shown.AsArray(), item => Assert.InRange(item![1]!.GetValue<int>(), 1, 900));
    }

    [BrowserFact]
    public async Task NarrowScreen_HasNoSidewaysScrolling()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, View.Phone);
        Assert.Equal(360, await page.EvalAsync<int>("document.documentElement.scrollWidth"));
        await page.EvalAsync("location.hash = 'file=' + encodeURIComponent('src/Shop/Long.cs')");
        await UntilAsync(page, "document.querySelector('dialog[open] .ln')");

        Assert.Equal(360, await page.EvalAsync<int>("document.querySelector('dialog').scrollWidth"));
        Assert.True(await page.EvalAsync<int>("Math.ceil(document.querySelector('h1').getBoundingClientRect().height)") > 0);
    }

    [BrowserFact]
    public Task TextOfLightPage_HasContrast() => AssertContrastAsync(isDark: false);

    [BrowserFact]
    public Task TextOfDarkPage_HasContrast() => AssertContrastAsync(isDark: true);

    [BrowserFact]
    public async Task Keyboard_GoesThroughTreeAndSource()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());
        for (var i = 0; i < 60 && !await page.EvalAsync<bool>("!!document.activeElement.closest('.tree tbody tr')"); i++)
        {
            await page.PressAsync("Tab");
        }

        // One folder stands at the top and is open; below it one with a name that is markup.
        Assert.StartsWith("▾src", await page.EvalAsync<string>(Focused), StringComparison.Ordinal);
        await page.PressAsync("ArrowRight");
        Assert.StartsWith("▸Shop", await page.EvalAsync<string>(Focused), StringComparison.Ordinal);
        await page.PressAsync("ArrowRight", "ArrowRight");
        Assert.Equal("3", await page.EvalAsync<string>("document.activeElement.getAttribute('aria-level')"));
        await page.PressAsync("ArrowLeft", "ArrowLeft");
        Assert.StartsWith("▸Shop", await page.EvalAsync<string>(Focused), StringComparison.Ordinal);
        await page.PressAsync("ArrowRight", "End", "ArrowUp", "Home");
        Assert.StartsWith("▾src", await page.EvalAsync<string>(Focused), StringComparison.Ordinal);

        await page.EvalAsync("[...document.querySelectorAll('.tree tr.src')].find(r => r.textContent.includes('Long.cs')).focus()");
        await page.PressAsync("Enter");
        await UntilAsync(page, "document.querySelector('dialog[open] .ln')");
        Assert.Equal("src/Shop/Long.cs", await page.EvalAsync<string>(Focused));
        await page.PressAsync("Tab", "Tab", "Enter");
        Assert.Equal("line 1, 1 of 1", await page.EvalAsync<string>("document.querySelector('dialog output').textContent"));
        await page.PressAsync("Escape");
        await UntilAsync(page, "!document.querySelector('dialog[open]')");
        Assert.Contains("Long.cs", await page.EvalAsync<string>(Focused), StringComparison.Ordinal);
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task Source_ShowsEveryLineWithOriginAndAge()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View(), "#file=src%2FShop%2FLong.cs");
        await UntilAsync(page, "document.querySelectorAll('dialog .ln').length >= 904");

        Assert.Equal("1", await page.EvalAsync<string>("document.querySelector('.ln .no').textContent"));
        Assert.Contains("claude 2024-07-19 · 0 d", await page.EvalAsync<string>("document.querySelector('.ln .who').textContent"), StringComparison.Ordinal);
        Assert.StartsWith("    public const int Constant899 = ", await page.EvalAsync<string>("document.querySelectorAll('.ln')[903].querySelector('code').textContent"), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task HostileNames_AreTextAndHiddenCharactersAreMarked()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());
        await page.EvalAsync("document.querySelectorAll('.tree tbody tr').forEach(r => r.getAttribute('aria-expanded') === 'false' && r.click())");
        Assert.Equal(0, await page.EvalAsync<int>("document.querySelectorAll('img,iframe,object,embed,form[action],a[href^=javascript]').length"));
        Assert.Contains("<img src=x onerror=alert(1)>", await page.EvalAsync<string>("document.querySelector('.tree').textContent"), StringComparison.Ordinal);

        await page.EvalAsync("[...document.querySelectorAll('.tree tr.src')].find(r => r.textContent.includes('gnp')).click()");
        await UntilAsync(page, "document.querySelector('dialog[open] .ln')");
        Assert.Equal(@"\u{202e}", await page.EvalAsync<string>("document.querySelector('.ln mark').textContent"));
        Assert.Empty(page.Complaints);
    }

    /// <summary>What an interaction costs is what it builds: never more than one page of rows or lines at a time, however many files there are.</summary>
    [BrowserFact]
    public async Task FiveThousandFiles_CostEachInteractionOnePageOfRows()
    {
        await using var page = await OpenPage.OpenAsync(pages.Large, new View());
        Assert.InRange(await Rows(), 1, 60);
        await page.EvalAsync("[...document.querySelectorAll('.tree tr')].find(r => r.textContent.includes('Flat')).click()");
        Assert.InRange(await Rows(), 80, 150);
        await page.EvalAsync("[...document.querySelectorAll('.tree tr')].find(r => r.textContent.includes('more:')).click()");
        Assert.InRange(await Rows(), 160, 230);
        await page.EvalAsync("const q = document.getElementById('q'); q.value = 'file'; q.dispatchEvent(new Event('input'))");
        Assert.Equal("5,000 files", await page.EvalAsync<string>("document.getElementById('found').textContent"));
        Assert.InRange(await Rows(), 80, 83);

        var lines = await page.EvalAsync<int>("location.hash = 'file=src%2FFlat%2FFile0699.cs', new Promise(done => addEventListener('hashchange', () => done(document.querySelectorAll('.ln').length), { once: true }))");
        Assert.InRange(lines, 100, 300);
        await UntilAsync(page, "document.querySelectorAll('.ln').length === 9001");

        async Task<int> Rows() => await page.EvalAsync<int>("document.querySelectorAll('.tree tbody tr').length");
    }

    [BrowserFact]
    public async Task WithoutScript_FiguresAndFoldersAreThere()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View(HasScript: false));
        var document = await page.SendAsync("DOM.getDocument", new JsonObject { ["depth"] = 0 });
        var html = await page.SendAsync("DOM.getOuterHTML", new JsonObject { ["nodeId"] = document["root"]!["nodeId"]!.GetValue<int>() });

        var text = html["outerHTML"]!.GetValue<string>();
        Assert.Contains("Folders with most agent code", text, StringComparison.Ordinal);
        Assert.Contains("class=\"find\" hidden", text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Print_LeavesOutWhatOnlyScreensNeed()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());
        await page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = "print" });

        Assert.Equal("none none", await page.EvalAsync<string>("getComputedStyle(document.querySelector('nav')).display + ' ' + getComputedStyle(document.getElementById('find')).display"));
        var pdf = await page.SendAsync("Page.printToPDF");
        Assert.StartsWith("JVBERi", pdf["data"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task ScreenReader_FindsNamesLandmarksAndHeadingsInOrder()
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View());
        var nodes = (await page.SendAsync("Accessibility.getFullAXTree"))["nodes"]!.AsArray().Where(node => node!["ignored"]?.GetValue<bool>() != true).ToArray();
        string Role(JsonNode? node) => node!["role"]?["value"]?.GetValue<string>() ?? "";
        string Name(JsonNode? node) => node!["name"]?["value"]?.GetValue<string>() ?? "";

        foreach (var role in (string[])["banner", "navigation", "main", "treegrid", "searchbox", "checkbox", "image"])
        {
            Assert.Contains(nodes, node => Role(node) == role);
        }

        Assert.DoesNotContain(nodes, node => Role(node) is "button" or "link" or "searchbox" or "checkbox" or "image" or "treegrid" or "region" && Name(node).Length == 0);
        var levels = await page.EvalAsync("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])");
        var before = 0;
        Assert.All(levels!.AsArray(), level =>
        {
            Assert.InRange(level!.GetValue<int>(), 1, before + 1);
            before = level.GetValue<int>();
        });
    }

    private async Task AssertContrastAsync(bool isDark)
    {
        await using var page = await OpenPage.OpenAsync(pages.Page, new View(IsDark: isDark));
        await page.EvalAsync("document.querySelectorAll('details').forEach(d => d.open = true); document.querySelectorAll('.tree tbody tr').forEach(r => r.getAttribute('aria-expanded') === 'false' && r.click())");
        var low = (await page.EvalAsync(Contrast.Script))!.AsArray();
        Assert.Empty(low.Select(item => item!.GetValue<string>()));

        await page.EvalAsync("[...document.querySelectorAll('.tree tr.src')].find(r => r.textContent.includes('gnp')).click()");
        await UntilAsync(page, "document.querySelector('dialog[open] .ln')");
        low = (await page.EvalAsync(Contrast.Script))!.AsArray();
        Assert.Empty(low.Select(item => item!.GetValue<string>()));
        // Shown to find what it looks for.
        await page.EvalAsync($"document.querySelector('.ln code').style.color = '{(isDark ? "#444" : "#bbb")}'");
        Assert.NotEmpty((await page.EvalAsync(Contrast.Script))!.AsArray());
    }

    /// <summary>Waits for what a page does in its own time, frame by frame.</summary>
    private static async Task UntilAsync(OpenPage page, string condition) => Assert.True(await page.EvalAsync<bool>(string.Create(
        CultureInfo.InvariantCulture,
        $"new Promise(done => {{ const end = Date.now() + 20000; (function look() {{ if ({condition}) done(true); else if (Date.now() > end) done(false); else setTimeout(look, 10); }})(); }})")));
}
