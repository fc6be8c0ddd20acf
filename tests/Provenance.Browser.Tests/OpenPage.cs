using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Provenance.Browser.Tests;

/// <summary>How a page is opened.</summary>
internal sealed record View(int Width = 1280, int Height = 900, bool IsDark = false, bool HasScript = true)
{
    public static readonly View Phone = new(360, 740);
}

/// <summary>A page in a browser, with everything that it asked for and complained of.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly Chromium _browser;
    private readonly DevTools _tools;
    private readonly string _session;

    private OpenPage(Chromium browser, DevTools tools, string session) => (_browser, _tools, _session) = (browser, tools, session);

    /// <summary>Addresses, the page's own first.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Console, exceptions, and what the policy refused.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<OpenPage> OpenAsync(string file, View view, string fragment = "")
    {
        var (browser, tools) = await Chromium.StartAsync();
        var target = await tools.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        var page = new OpenPage(browser, tools, attached["sessionId"]!.GetValue<string>());
        await page.PrepareAsync(view);
        await page.NavigateAsync(new Uri(file).AbsoluteUri + fragment);
        return page;
    }

    /// <summary>The value of an expression, which may be awaited; JSON types only.</summary>
    public async Task<JsonNode?> EvalAsync(string expression)
    {
        var result = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true });
        return result["exceptionDetails"] is { } problem ? throw new InvalidOperationException(problem.ToJsonString()) : result["result"]!["value"]?.DeepClone();
    }

    public async Task<T> EvalAsync<T>(string expression) => (await EvalAsync(expression))!.GetValue<T>();

    /// <summary>Presses keys by their names, one after the other.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            var (code, number, text) = key switch
            {
                "Enter" => ("Enter", 13, "\r"),
                "Tab" => ("Tab", 9, ""),
                "Escape" => ("Escape", 27, ""),
                "ArrowLeft" => (key, 37, ""),
                "ArrowUp" => (key, 38, ""),
                "ArrowRight" => (key, 39, ""),
                "ArrowDown" => (key, 40, ""),
                "End" => (key, 35, ""),
                "Home" => (key, 36, ""),
                _ => throw new ArgumentOutOfRangeException(nameof(keys), key, "No such key."),
            };
            var down = new JsonObject { ["type"] = text.Length > 0 ? "keyDown" : "rawKeyDown", ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = number };
            if (text.Length > 0)
            {
                down["text"] = text;
            }

            await SendAsync("Input.dispatchKeyEvent", down);
            await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key, ["code"] = code, ["windowsVirtualKeyCode"] = number });
        }
    }

    public Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters, _session);

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _browser.Dispose();
    }

    private async Task PrepareAsync(View view)
    {
        _tools.Listener += Hear;
        foreach (var domain in (string[])["Page", "Runtime", "Log", "Network", "Accessibility"])
        {
            await SendAsync(domain + ".enable");
        }

        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = view.Width, ["height"] = view.Height, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(
                new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = view.IsDark ? "dark" : "light" },
                new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = "reduce" }),
        });
        await SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = !view.HasScript });
    }

    private async Task NavigateAsync(string address)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Wait(string method, JsonNode parameters)
        {
            if (method == "Page.loadEventFired")
            {
                loaded.TrySetResult();
            }
        }

        _tools.Listener += Wait;
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address });
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _tools.Listener -= Wait;
    }

    private void Hear(string method, JsonNode parameters)
    {
        switch (method)
        {
            case "Network.requestWillBeSent":
                Requests.Enqueue(parameters["request"]!["url"]!.GetValue<string>());
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded":
                Complaints.Enqueue(parameters.ToJsonString());
                break;
        }
    }
}
