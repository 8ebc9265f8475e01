# What the preflight finds, told to the controller.
# shellcheck shell=sh

# How much of it is told, in bytes.
told_at_most=2000

# Prints what was last told: ok, or the findings; nothing if nothing was.
told_findings() {
    external_ids Open_vSwitch . landbridge-helper-findings
}

# Tells what was found; nothing of a host that is to be no part of a fabric now, for which it need not be fit.
tell_findings() {
    text=
    if [ "$state" = joined ]; then
        text=$(printf %s "${found:-ok}" | paste -s -d ';' - | sed 's/;\(error\|warning\): /; \1: /g' | cut -c "1-$told_at_most")
        text=$(plain "$text")
    fi
    told=$(told_findings) || return
    [ "$text" != "$told" ] || return 0
    if [ -n "$text" ]; then
        vsctl set Open_vSwitch . "external_ids:landbridge-helper-findings=$(quoted "$text")"
    else
        vsctl remove Open_vSwitch . external_ids landbridge-helper-findings
    fi
}

# Prints the findings that were told, a line each.
list_findings() {
    told_findings | sed 's/; \(error\|warning\): /\n\1: /g'
}
