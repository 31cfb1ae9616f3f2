using System.CommandLine;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The Redis server by which workers find the process that serves jobs: <c>--cluster</c>, <c>--cluster-password</c>.</summary>
internal sealed class ClusterOptionGroup : OptionGroup
{
    private readonly Option<ClusterAddress?> _cluster;
    private readonly Option<string?> _password;

    public ClusterOptionGroup()
    {
        _cluster = Add(
            new Option<ClusterAddress?>("--cluster")
            {
                HelpName = "redis://HOST",
                Description =
                    "A Redis server through which workers find the process that serves the jobs: redis://[USER@]HOST[:PORT][/NAME], or rediss:// over TLS. Default: none; workers use its address",
                CustomParser = result =>
                    ClusterAddress.TryParse(OptionParser.Text(result), out ClusterAddress? address)
                        ? address
                        : OptionParser.Reject<ClusterAddress?>(
                            result,
                            "the address of a Redis server, such as redis://192.168.0.7:6379/mnist, with its password in the file of --cluster-password"
                        ),
            }
        );
        _password = AddText("--cluster-password", "FILE", "A file with the password of the Redis server. Default: none");
    }

    /// <summary>Returns what is invalid about the options together.</summary>
    public IEnumerable<string> Violations(ParseResult parsed) => OptionRules.Need(parsed, _cluster, _password);

    /// <summary>Returns whether there is such a server.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.Has(_cluster);

    /// <summary>Returns whether there is such a server, and not by a loopback address.</summary>
    public bool IsElsewhere(ParseResult parsed) => parsed.Given(_cluster) is { IsLoopback: false };

    /// <summary>Returns the server; null where none was given.</summary>
    /// <exception cref="NeuralNetwork.InvalidInputException">The file with its password cannot be read.</exception>
    public ClusterAddress? Read(ParseResult parsed) =>
        parsed.Given(_cluster) is not ClusterAddress address ? null
        : parsed.Given(_password) is string file ? address with { Password = ClusterAddress.ReadPassword(file) }
        : address;

    /// <summary>Returns the options as they are typed.</summary>
    public IEnumerable<string> ArgumentsOf(ParseResult parsed) =>
        parsed.Typed().Where(typed => All.Contains(typed.Option)).SelectMany(typed => (string[])[typed.Option.Name, .. typed.Values]);
}
