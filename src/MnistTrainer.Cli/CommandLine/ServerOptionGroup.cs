using System.CommandLine;
using System.Net;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Where a server listens: <c>--port</c>, <c>--host</c>.</summary>
internal sealed class ServerOptionGroup : OptionGroup
{
    private static readonly WebServerOptions Defaults = new();

    private readonly Option<int?> _port;
    private readonly Option<IPAddress?> _host;

    public ServerOptionGroup()
    {
        _port = AddWholeNumber("--port", $"The port; 0 for any free one. Default: {Defaults.Port}", 0, IPEndPoint.MaxPort);
        _host = Add(
            new Option<IPAddress?>("--host")
            {
                HelpName = "ADDRESS",
                Description = "The address to listen on; 0.0.0.0 for all. Default: 127.0.0.1, which only this machine can reach",
                CustomParser = OptionParser.Address,
            }
        );
    }

    /// <summary>Returns server options with these.</summary>
    public WebServerOptions Apply(ParseResult parsed, WebServerOptions known) =>
        known with
        {
            Address = parsed.GetValue(_host) ?? known.Address,
            Port = parsed.GetValue(_port) ?? known.Port,
        };
}
