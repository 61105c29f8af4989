using Penstock.Cli;
using Penstock.Cli.Session;

return await PenstockCli.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
