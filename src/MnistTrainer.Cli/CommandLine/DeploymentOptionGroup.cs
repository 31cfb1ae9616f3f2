using System.CommandLine;
using System.Net;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>How a server stands behind reverse proxies and load balancers: <c>--trusted-proxy</c>, <c>--host-name</c>, <c>--drain</c>.</summary>
internal sealed class DeploymentOptionGroup : OptionGroup
{
    private static readonly WebServerOptions Defaults = new();

    private readonly Option<IPNetwork[]?> _proxies;
    private readonly Option<string[]> _names;
    private readonly Option<int?> _drain;

    public DeploymentOptionGroup()
    {
        _proxies = Add(
            new Option<IPNetwork[]?>("--trusted-proxy")
            {
                HelpName = "ADDRESS",
                Description =
                    "A reverse proxy, or a network of them such as 10.0.0.0/8, whose headers X-Forwarded-For, -Proto and -Host are trusted; may be repeated. Default: none",
                AllowMultipleArgumentsPerToken = false,
                CustomParser = OptionParser.Networks,
            }
        );
        _names = AddTexts("--host-name", "NAME", "A name that the server answers to, such as digits.example");
        _drain = AddWholeNumber(
            "--drain",
            $"Seconds for which a stopping server still accepts connections, if /readyz has been requested. Default: {Defaults.DrainTime.TotalSeconds}",
            0,
            3600
        );
    }

    /// <summary>Returns server options with these.</summary>
    public WebServerOptions Apply(ParseResult parsed, WebServerOptions known) =>
        known with
        {
            TrustedProxies = parsed.GetValue(_proxies) ?? known.TrustedProxies,
            HostNames = parsed.GetValue(_names) ?? known.HostNames,
            DrainTime = parsed.GetValue(_drain) is int seconds ? TimeSpan.FromSeconds(seconds) : known.DrainTime,
        };
}
