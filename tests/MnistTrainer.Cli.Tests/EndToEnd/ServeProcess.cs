using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary><c>mnist serve</c> as a process that serves the included model on a free port, until it is stopped or disposed.</summary>
internal sealed class ServeProcess : IDisposable
{
    private static readonly Dictionary<string, string> NoVariables = [];

    private ServeProcess(Process process, Uri address)
    {
        Process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    /// <summary>The included model.</summary>
    public static string Model { get; } = Path.Combine(Repository.Root, "models", "digits.zip");

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>A client of the server.</summary>
    public HttpClient Client { get; }

    /// <summary>The address that it prints.</summary>
    public Uri Address => Client.BaseAddress!;

    /// <summary>Starts it.</summary>
    /// <param name="work">The current directory.</param>
    /// <param name="variables">Environment variables besides those of this process.</param>
    /// <param name="options">Options besides those for the model and the port.</param>
    public static Process Start(WorkFolder work, IReadOnlyDictionary<string, string> variables, params string[] options) =>
        MnistProcess.Start(work.Folder, variables, ["serve", "--model", Model, "--port", "0", .. options]);

    /// <summary>Starts it and waits until it serves.</summary>
    public static Task<ServeProcess> StartAsync(WorkFolder work, params string[] options) => StartAsync(work, NoVariables, options);

    /// <summary>Starts it with environment variables and waits until it serves.</summary>
    public static async Task<ServeProcess> StartAsync(
        WorkFolder work,
        IReadOnlyDictionary<string, string> variables,
        params string[] options
    )
    {
        Process process = Start(work, variables, [.. options, "--json"]);
        try
        {
            StringBuilder text = new();
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is string line)
            {
                text.AppendLine(line);
                if (line.EndsWith('}'))
                    return new ServeProcess(
                        process,
                        new Uri(JsonDocument.Parse(text.ToString()).RootElement.GetProperty("address").GetString()!)
                    );
            }

            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs it to its end, where what it is given keeps it from serving.</summary>
    public static ProcessOutcome Run(WorkFolder work, params string[] options) => Run(work, NoVariables, options);

    /// <summary>Runs it with environment variables to its end.</summary>
    public static ProcessOutcome Run(WorkFolder work, IReadOnlyDictionary<string, string> variables, params string[] options)
    {
        using Process process = Start(work, variables, options);
        process.StandardInput.Close();
        return MnistProcess.Finish(process);
    }

    /// <summary>Sends a signal to it.</summary>
    /// <param name="signal">The signal: <c>TERM</c>.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end and collects what it said.</summary>
    public ProcessOutcome Finish() => MnistProcess.Finish(Process);

    /// <summary>Posts a body and checks the status of the answer.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> PostAsync(string path, HttpContent content, int status)
    {
        using HttpResponseMessage answer = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{answer.StatusCode}: {text}");
        return text;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }

        Process.Dispose();
    }
}
