using System.CommandLine;
using Penstock.Simulator.Commands;

var root = new RootCommand("Simulated LLM engines and traffic for them. Nothing they say means anything.")
{
    new ServeCommand(),
    new ReplayCommand(Console.Out, Console.Error),
};

return await root.Parse(args).InvokeAsync();
